"""Actors: names, offices, groups and organisations."""

import datetime

from tests.extract.actors_pages import cast_of, names_at

VISIT = """
    President  PROPN 2 nmod:desc
    Rufus      PROPN 4 nsubj B-PER
    Firefly    PROPN 2 flat I-PER
    visited    VERB 0 root visit
    Sylvania   PROPN 4 obj B-LOC
    .          PUNCT 4 punct
"""


def test_a_title_belongs_to_the_mention_but_not_to_the_name():
    cast = cast_of(VISIT)
    assert names_at(cast, 0, 2) == [("Rufus Firefly", "FRE")]
    mention = cast.at(0, 1)
    assert mention is not None and mention.start == 0 and mention.form == "name"
    actor = cast.actor(mention.actors[0])
    assert (actor.kind, actor.sector, actor.office) == ("person", "GOV", "president")


def test_a_short_form_joins_the_full_name_even_before_it():
    headline = """
        Teasdale PROPN 2 nsubj B-PER
        resigns  VERB 0 root resign
    """
    body = """
        Gloria   PROPN 3 nsubj B-PER
        Teasdale PROPN 1 flat I-PER
        resigned VERB 0 root resign
    """
    cast = cast_of(headline, body)
    assert cast.at(0, 0).actors == cast.at(1, 0).actors


def test_an_unknown_person_takes_country_and_sector_from_the_title():
    cast = cast_of("""
        Sylvanian ADJ 4 amod
        Foreign   ADJ 3 amod
        Minister  PROPN 4 nmod:desc
        Ambrosia  PROPN 6 nsubj B-PER
        Trentino  PROPN 4 flat I-PER
        arrived   VERB 0 root arrive
    """)
    assert names_at(cast, 0, 4) == [("Ambrosia Trentino", "SYL")]
    assert cast.actor(cast.at(0, 3).actors[0]).sector == "GOV"
    assert cast.at(0, 0) is None


def test_what_an_apposition_says_counts_for_the_whole_report():
    first = """
        Vera     PROPN 9 nsubj B-PER
        Marcal   PROPN 1 flat I-PER
        ,        PUNCT 6 punct
        a        DET 6 det Definite=Ind
        Sylvanian ADJ 6 amod
        diplomat NOUN 1 appos
        ,        PUNCT 6 punct
        has      AUX 9 aux have
        agreed   VERB 0 root agree
    """
    second = """
        Marcal PROPN 2 nsubj B-PER
        left   VERB 0 root leave
    """
    assert names_at(cast_of(first, second), 1, 1) == [("Vera Marcal", "SYL")]


def test_the_office_at_the_date_is_the_holder():
    rows = """
        The         DET 3 det Definite=Def
        Freedonian  ADJ 3 amod
        president   NOUN 4 nsubj
        resigned    VERB 0 root resign
    """
    assert names_at(cast_of(rows), 0, 3) == [("Rufus Firefly", "FRE")]
    assert names_at(cast_of(rows, day=datetime.date(2025, 1, 1)), 0, 3) == [("Gloria Teasdale", "FRE")]


def test_without_a_date_the_office_has_a_country_and_no_bearer():
    rows = """
        The         DET 3 det Definite=Def
        Freedonian  ADJ 3 amod
        president   NOUN 4 nsubj
        resigned    VERB 0 root resign
    """
    [(name, country)] = names_at(cast_of(rows, day=None), 0, 3)
    assert (name, country) == ("Freedonian president", "FRE")


def test_a_former_president_is_not_the_one_of_the_day():
    cast = cast_of("""
        The         DET 4 det Definite=Def
        former      ADJ 4 amod
        Freedonian  ADJ 4 amod
        president   NOUN 5 nsubj
        left        VERB 0 root leave
    """)
    [(name, country)] = names_at(cast, 0, 4)
    assert country == "FRE" and name != "Rufus Firefly"


def test_forces_take_their_country_and_hide_the_adjective():
    cast = cast_of("""
        Freedonian ADJ 2 amod
        troops     NOUN 3 nsubj troop Number=Plur
        left       VERB 0 root leave
    """)
    assert names_at(cast, 0, 2) == [("Freedonian troops", "FRE")]
    assert cast.at(0, 0) is None


def test_the_adjective_of_a_thing_stays_a_mention_and_owns_the_thing():
    cast = cast_of("""
        Freedonian ADJ 2 amod
        trade      NOUN 3 nsubj
        grew       VERB 0 root grow
    """)
    assert names_at(cast, 0, 1) == [("Freedonia", "FRE")]
    assert cast.at(0, 1) is None
    assert [cast.actor(a).country for a in cast.owners(0, 1)] == ["FRE"]


def test_coordinated_adjectives_are_several_actors():
    cast = cast_of("""
        Freedonian ADJ 4 amod
        and        CCONJ 3 cc
        Sylvanian  ADJ 1 conj
        officials  NOUN 5 nsubj official Number=Plur
        met        VERB 0 root meet
    """)
    assert [country for _, country in names_at(cast, 0, 4)] == ["FRE", "SYL"]


def test_countless_nations_have_no_country():
    cast = cast_of(
        """
        Forty   NUM 2 nummod
        nations NOUN 3 nsubj nation Number=Plur
        signed  VERB 0 root sign
    """,
        VISIT,
    )
    assert names_at(cast, 0, 2) == [("Forty nations", None)]


def test_allies_of_a_state_have_no_country_of_their_own():
    cast = cast_of("""
        Sylvania PROPN 6 nsubj B-LOC
        and      CCONJ 4 cc
        its      PRON 4 nmod:poss
        allies   NOUN 1 conj ally Number=Plur
        have     AUX 6 aux
        agreed   VERB 0 root agree
    """)
    assert [country for _, country in names_at(cast, 0, 4)] == [None]


def test_judging_words_are_marked_and_not_part_of_the_name():
    cast = cast_of("""
        The        DET 4 det Definite=Def
        brutal     ADJ 4 amod
        Freedonian ADJ 4 amod
        regime     NOUN 5 nsubj
        fell       VERB 0 root fall
    """)
    actor = cast.actor(cast.at(0, 3).actors[0])
    assert actor.country == "FRE" and "brutal" not in actor.name
    assert len(actor.loaded) == 2


def test_an_organisation_of_the_tables_is_found_by_its_acronym():
    cast = cast_of("""
        The  DET 2 det Definite=Def
        BTL  PROPN 3 nsubj B-ORG
        met  VERB 0 root meet
    """)
    assert names_at(cast, 0, 2) == [("Baltic Tea League", "IGO")]


def test_a_spokesman_belongs_to_whom_he_speaks_for():
    cast = cast_of("""
        a         DET 2 det Definite=Ind
        spokesman NOUN 6 nsubj
        for       ADP 5 case
        the       DET 5 det Definite=Def
        BTL       PROPN 2 nmod B-ORG
        spoke     VERB 0 root speak
    """)
    assert [country for _, country in names_at(cast, 0, 2)] == ["IGO"]


def test_an_ambassador_belongs_to_the_sender():
    cast = cast_of("""
        the        DET 3 det Definite=Def
        Sylvanian  ADJ 3 amod
        ambassador NOUN 6 nsubj
        to         ADP 5 case
        Freedonia  PROPN 3 nmod B-LOC
        left       VERB 0 root leave
    """)
    assert [country for _, country in names_at(cast, 0, 3)] == ["SYL"]


def test_ministers_from_several_countries_are_of_all_of_them():
    cast = cast_of("""
        Ministers NOUN 6 nsubj minister Number=Plur
        from      ADP 3 case
        Freedonia PROPN 1 nmod B-LOC
        and       CCONJ 5 cc
        Sylvania  PROPN 3 conj B-LOC
        met       VERB 0 root meet
    """)
    assert [country for _, country in names_at(cast, 0, 1)] == ["FRE", "SYL"]


def test_some_nationals_are_people_and_all_of_them_their_state():
    cast = cast_of(
        """
        Three       NUM 2 nummod
        Freedonians PROPN 3 nsubj Freedonian Number=Plur
        fled        VERB 0 root flee
    """,
        """
        The         DET 2 det Definite=Def
        Freedonians PROPN 3 nsubj Freedonian Number=Plur
        objected    VERB 0 root object
    """,
    )
    people, state = (cast.actor(cast.at(s, 1).actors[0]) for s in (0, 1))
    assert (people.kind, people.country) == ("group", "FRE")
    assert (state.kind, state.country) == ("state", "FRE")


def test_an_office_that_somebody_takes_up_is_not_its_holder():
    cast = cast_of("""
        Vera       PROPN 3 nsubj B-PER
        Marcal     PROPN 1 flat I-PER
        became     VERB 0 root become
        Freedonian ADJ 5 amod
        president  NOUN 3 xcomp
    """)
    assert names_at(cast, 0, 5)[0][0] != "Rufus Firefly"


def test_a_comma_parts_two_adjectives_that_are_a_name_together():
    cast = cast_of("""
        Greek    ADJ 4 amod
        ,        PUNCT 3 punct
        Cypriot  ADJ 1 conj
        ministers NOUN 5 nsubj minister Number=Plur
        met      VERB 0 root meet
    """)
    assert [country for _, country in names_at(cast, 0, 4)] == ["CYP", "GRC"]


def test_an_acronym_in_brackets_stands_for_the_name_before_it():
    cast = cast_of(
        """
        The        DET 4 det Definite=Def
        Freedonian PROPN 4 compound B-ORG
        Tea        PROPN 4 compound I-ORG
        Board      PROPN 8 nsubj I-ORG
        (          PUNCT 6 punct
        FTB        PROPN 4 appos B-ORG
        )          PUNCT 6 punct
        met        VERB 0 root meet
    """,
        """
        FTB     PROPN 2 nsubj B-ORG
        agreed  VERB 0 root agree
    """,
    )
    assert cast.at(0, 3).actors == cast.at(1, 0).actors
    assert cast.actor(cast.at(1, 0).actors[0]).country == "FRE"


def test_ethnic_minorities_have_no_state_by_their_name():
    cast = cast_of("""
        ethnic      ADJ 2 amod
        Freedonians PROPN 3 nsubj Freedonian Number=Plur
        marched     VERB 0 root march
    """)
    assert names_at(cast, 0, 2) == [("ethnic Freedonians", None)]


def test_the_president_of_a_part_of_a_state_is_not_that_of_the_state():
    cast = cast_of(
        """
        The      DET 3 det Definite=Def
        Chechen  ADJ 3 amod
        president NOUN 4 nsubj
        resigned VERB 0 root resign
    """,
        day=datetime.date(2010, 5, 1),
    )
    [(name, country)] = names_at(cast, 0, 3)
    assert (name, country) == ("Chechen president", "RUS")


def test_the_smallest_mention_covers_a_word():
    cast = cast_of("""
        The         DET 3 det Definite=Def
        Freedonian  ADJ 3 amod
        ambassador  NOUN 6 nsubj
        to          ADP 5 case
        Sylvania    PROPN 3 nmod B-LOC
        left        VERB 0 root leave
    """)
    assert cast.covering(0, 3) == cast.at(0, 2)
    assert cast.covering(0, 4) == cast.at(0, 4)
    assert cast.covering(0, 5) is None


def test_an_owner_before_a_title_of_two_words_gives_the_country():
    cast = cast_of("""
        France    PROPN 2 nsubj B-LOC
        expelled  VERB 0 root expel
        Sylvania  PROPN 5 nmod:poss B-LOC
        's        PART 3 case 's
        chargé    NOUN 2 obj chargé
        d'affaires NOUN 5 nmod
        Rufus     PROPN 5 obj B-PER
        Firefly   PROPN 7 flat I-PER
    """)
    assert names_at(cast, 0, 5) == [("Rufus Firefly", "SYL")]
