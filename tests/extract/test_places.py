"""Places: which names are places, and where they lie."""

from tests.extract.actors_pages import page, world

from dragoman.extract.actors import find_actors
from dragoman.extract.places import find_places
from dragoman.records import Place


def places_of(*sentences: str) -> list[Place]:
    report, analysis = page(*sentences)
    cast = find_actors(report, (), analysis, world())
    return list(find_places(report, analysis, cast, world()))


def test_a_state_that_acts_is_no_place_and_one_travelled_to_is():
    found = places_of("""
        France   PROPN 2 nsubj B-LOC
        sent     VERB 0 root send
        envoys   NOUN 2 obj envoy Number=Plur
        to       ADP 5 case
        Chad     PROPN 2 obl B-LOC
    """)
    assert [(p.name, p.country) for p in found] == [("Chad", "TCD")]


def test_a_city_has_coordinates_and_a_geonames_id():
    [place] = places_of("""
        Talks  NOUN 2 nsubj talk Number=Plur
        opened VERB 0 root open
        in     ADP 4 case
        Geneva PROPN 2 obl B-LOC
    """)
    assert (place.country, place.geonames) == ("CHE", 2660646)
    assert place.lat is not None and round(place.lat) == 46


def test_the_country_named_beside_a_city_decides():
    found = places_of("""
        Talks   NOUN 2 nsubj talk Number=Plur
        opened  VERB 0 root open
        in      ADP 4 case
        Valencia PROPN 2 obl B-LOC
        ,       PUNCT 6 punct
        Venezuela PROPN 4 appos B-LOC
    """)
    assert found[0].country == "VEN"


def test_the_country_a_report_speaks_of_decides():
    found = places_of(
        """
        Venezuela PROPN 2 nsubj B-LOC
        agreed    VERB 0 root agree
    """,
        """
        Talks   NOUN 2 nsubj talk Number=Plur
        opened  VERB 0 root open
        in      ADP 4 case
        Valencia PROPN 2 obl B-LOC
    """,
    )
    assert [p.country for p in found] == ["VEN"]


def test_a_capital_is_a_city_where_it_is_a_place():
    [place] = places_of("""
        They  PRON 2 nsubj they
        met   VERB 0 root meet
        in    ADP 4 case
        Paris PROPN 2 obl B-LOC
    """)
    assert (place.name, place.country) == ("Paris", "FRA")


def test_an_unknown_place_keeps_its_name_and_has_no_position():
    [place] = places_of("""
        They  PRON 2 nsubj they
        met   VERB 0 root meet
        in    ADP 4 case
        Zzyzzograd PROPN 2 obl B-LOC
    """)
    assert (place.name, place.country, place.lat, place.geonames) == ("Zzyzzograd", None, None, None)


def test_a_part_of_the_world_does_not_lie_where_a_province_of_its_name_does():
    [place] = places_of("""
        They  PRON 2 nsubj they
        met   VERB 0 root meet
        in    ADP 5 case
        the   DET 5 det
        East  PROPN 2 obl B-LOC
    """)
    assert (place.name, place.country, place.lat) == ("the East", None, None)
