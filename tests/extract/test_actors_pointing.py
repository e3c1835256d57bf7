"""Actors: pronouns and descriptions that point back."""

from tests.extract.actors_pages import cast_of, names_at

FIREFLY = """
    Rufus    PROPN 3 nsubj B-PER
    Firefly  PROPN 1 flat I-PER
    met      VERB 0 root meet
    Ambrosia PROPN 3 obj B-PER
    Trentino PROPN 4 flat I-PER
    of       ADP 7 case
    Sylvania PROPN 4 nmod B-LOC
"""


def test_a_pronoun_prefers_the_subject_before():
    cast = cast_of(
        FIREFLY,
        """
        He     PRON 2 nsubj he
        smiled VERB 0 root smile
    """,
    )
    assert names_at(cast, 1, 1) == [("Rufus Firefly", "FRE")]


def test_a_pronoun_is_not_the_subject_of_its_own_verb():
    cast = cast_of("""
        Rufus   PROPN 3 nsubj B-PER
        Firefly PROPN 1 flat I-PER
        praised VERB 0 root praise
        him     PRON 3 obj he
    """)
    assert names_at(cast, 0, 4) == []


def test_she_is_no_man():
    cast = cast_of(
        """
        Margaret PROPN 3 nsubj B-PER
        Dumont   PROPN 1 flat I-PER
        called   VERB 0 root call
        John     PROPN 3 obj B-PER
        Smythe   PROPN 4 flat I-PER
    """,
        """
        He      PRON 2 nsubj he
        thanked VERB 0 root thank
        her     PRON 2 obj she
    """,
    )
    assert names_at(cast, 1, 1) == [("John Smythe", None)]
    assert names_at(cast, 1, 3) == [("Margaret Dumont", None)]


def test_its_is_the_state_that_acts():
    cast = cast_of("""
        Sylvania PROPN 2 nsubj B-LOC
        withdrew VERB 0 root withdraw
        its      PRON 4 nmod:poss
        troops   NOUN 2 obj troop Number=Plur
    """)
    assert names_at(cast, 0, 3) == [("Sylvania", "SYL")]
    assert [country for _, country in names_at(cast, 0, 4)] == ["SYL"]


def test_it_that_may_be_a_thing_is_left_open():
    cast = cast_of(
        """
        Sylvania PROPN 2 nsubj B-LOC
        signed   VERB 0 root sign
        the      DET 4 det Definite=Def
        treaty   NOUN 2 obj
    """,
        """
        The    DET 2 det Definite=Def
        treaty NOUN 4 nsubj
        is     AUX 4 cop be
        long   ADJ 0 root
    """,
        """
        It     PRON 2 nsubj it
        failed VERB 0 root fail
    """,
    )
    mention = cast.at(2, 0)
    assert mention is not None and mention.actors == ()


def test_a_relative_pronoun_is_the_noun_its_clause_hangs_on():
    cast = cast_of("""
        The        DET 3 det Definite=Def
        Freedonian ADJ 3 amod
        troops     NOUN 6 nsubj troop Number=Plur
        who        PRON 5 nsubj who
        fled       VERB 3 acl:relcl flee
        returned   VERB 0 root return
    """)
    assert cast.at(0, 3).actors == cast.at(0, 2).actors


def test_the_two_leaders_are_the_last_two_of_different_countries():
    cast = cast_of(
        FIREFLY,
        """
        The     DET 3 det Definite=Def
        two     NUM 3 nummod
        leaders NOUN 4 nsubj leader Number=Plur
        agreed  VERB 0 root agree
    """,
    )
    assert names_at(cast, 1, 3) == [("Ambrosia Trentino", "SYL"), ("Rufus Firefly", "FRE")]


def test_both_countries_are_those_of_the_persons_too():
    cast = cast_of(
        FIREFLY,
        """
        Both      DET 2 det
        countries NOUN 3 nsubj country Number=Plur
        agreed    VERB 0 root agree
    """,
    )
    assert [country for _, country in names_at(cast, 1, 2)] == ["FRE", "SYL"]


def test_the_country_one_travels_to_is_not_ones_own():
    cast = cast_of(
        """
        Freedonia PROPN 2 nsubj B-LOC
        thanked   VERB 0 root thank
        Sylvania  PROPN 2 obj B-LOC
    """,
        """
        Firefly PROPN 3 nsubj B-PER
        will    AUX 3 aux
        visit   VERB 0 root
        the     DET 5 det Definite=Def
        country NOUN 3 obj
    """,
    )
    assert names_at(cast, 1, 5) == [("Sylvania", "SYL")]


def test_a_counterpart_has_the_other_country():
    cast = cast_of("""
        Firefly     PROPN 2 nsubj B-PER
        met         VERB 0 root meet
        his         PRON 5 nmod:poss he
        Sylvanian   ADJ 5 amod
        counterpart NOUN 2 obj
    """)
    assert [country for _, country in names_at(cast, 0, 5)] == ["SYL"]


def test_i_and_we_are_the_speaker_and_the_speakers_side():
    cast = cast_of("""
        “       PUNCT 3 punct
        I       PRON 3 nsubj
        hope    VERB 11 ccomp
        we      PRON 5 nsubj
        win     VERB 3 ccomp
        .       PUNCT 3 punct
        ”       PUNCT 3 punct
        Rufus   PROPN 11 nsubj B-PER
        Firefly PROPN 8 flat I-PER
        has     AUX 11 aux have
        said    VERB 0 root say
    """)
    assert names_at(cast, 0, 2) == [("Rufus Firefly", "FRE")]
    assert names_at(cast, 0, 4) == [("Freedonia", "FRE")]


def test_it_before_a_clause_is_nobody():
    cast = cast_of(
        """
        Sylvania PROPN 2 nsubj B-LOC
        waits    VERB 0 root wait
    """,
        """
        It     PRON 3 nsubj:pass it
        is     AUX 3 aux:pass be
        feared VERB 0 root fear
        that   SCONJ 6 mark
        talks  NOUN 6 nsubj talk Number=Plur
        failed VERB 3 ccomp fail
    """,
    )
    assert cast.at(1, 0) is None


def test_they_are_those_coordinated_before():
    cast = cast_of(
        """
        Freedonia PROPN 4 nsubj B-LOC
        and       CCONJ 3 cc
        Sylvania  PROPN 1 conj B-LOC
        signed    VERB 0 root sign
    """,
        """
        They   PRON 2 nsubj they
        agreed VERB 0 root agree
    """,
    )
    assert [country for _, country in names_at(cast, 1, 1)] == ["FRE", "SYL"]


def test_it_as_an_object_is_left_open():
    cast = cast_of("""
        Sylvania PROPN 2 nsubj B-LOC
        signed   VERB 0 root sign
        it       PRON 2 obj it
    """)
    assert names_at(cast, 0, 3) == []


def test_the_ministry_belongs_to_the_country_spoken_of():
    cast = cast_of(
        """
        Sylvania PROPN 2 nsubj B-LOC
        waits    VERB 0 root wait
    """,
        """
        The      DET 2 det Definite=Def
        ministry NOUN 3 nsubj
        agreed   VERB 0 root agree
    """,
    )
    assert [country for _, country in names_at(cast, 1, 2)] == ["SYL"]


def test_a_report_about_two_countries_has_no_dominant_one():
    cast = cast_of("""
        Freedonia PROPN 4 nsubj B-LOC
        and       CCONJ 3 cc
        Sylvania  PROPN 1 conj B-LOC
        signed    VERB 0 root sign
    """)
    assert cast.dominant_country is None


def test_salient_actors_are_those_mentioned_last():
    cast = cast_of(
        FIREFLY,
        """
        Sylvania PROPN 2 nsubj B-LOC
        agreed   VERB 0 root agree
    """,
    )
    assert cast.actor(cast.salient(1)[0]).country == "SYL"


def test_the_one_who_is_urged_is_to_end_its_own_doings():
    cast = cast_of("""
        Freedonia PROPN 2 nsubj B-LOC
        urged     VERB 0 root urge
        Sylvania  PROPN 2 obj B-LOC
        to        PART 5 mark
        end       VERB 2 xcomp end VerbForm=Inf
        its       PRON 7 nmod:poss
        raids     NOUN 5 obj raid Number=Plur
    """)
    assert names_at(cast, 0, 6) == [("Sylvania", "SYL")]


def test_one_is_thanked_for_ones_own_help():
    cast = cast_of("""
        Rufus    PROPN 3 nsubj B-PER
        Firefly  PROPN 1 flat I-PER
        thanked  VERB 0 root thank
        John     PROPN 3 obj B-PER
        Smythe   PROPN 4 flat I-PER
        for      ADP 8 case
        his      PRON 8 nmod:poss he
        help     NOUN 3 obl
    """)
    assert names_at(cast, 0, 7) == [("John Smythe", None)]


def test_allies_coordinated_with_a_state_are_its_allies():
    cast = cast_of("""
        Freedonia PROPN 3 nsubj B-LOC
        thinks    VERB 0 root think
        Sylvania  PROPN 7 nsubj B-LOC
        and       CCONJ 6 cc
        its       PRON 6 nmod:poss
        allies    NOUN 3 conj ally Number=Plur
        agree     VERB 2 ccomp
    """)
    assert names_at(cast, 0, 5) == [("Sylvania", "SYL")]


def test_the_country_at_the_start_is_that_of_the_last_subject():
    cast = cast_of(
        """
        The        DET 3 det Definite=Def
        Freedonian ADJ 3 amod
        government NOUN 4 nsubj
        thanked    VERB 0 root thank
        Sylvania   PROPN 4 obj B-LOC
    """,
        """
        The     DET 2 det Definite=Def
        country NOUN 3 nsubj
        waits   VERB 0 root wait
    """,
    )
    assert names_at(cast, 1, 2) == [("Freedonia", "FRE")]


def test_a_court_is_not_the_one_of_another_name_before_it():
    cast = cast_of(
        """
        The      DET 2 det the
        Court    PROPN 7 nsubj
        of       ADP 4 case of
        Appeal   PROPN 2 nmod
        of       ADP 6 case of
        Freedonia PROPN 2 nmod B-LOC
        met      VERB 0 root meet
    """,
        """
        The      DET 3 det the
        Supreme  ADJ 3 amod supreme
        Court    PROPN 4 nsubj
        adjourned VERB 0 root adjourn
    """,
    )
    assert names_at(cast, 0, 2) == [("Court of Appeal of Freedonia", "FRE")]
    assert names_at(cast, 1, 3) == [("Supreme Court of Freedonia", "FRE")]
