import datetime
from pathlib import Path

import pytest

from dragoman.lexicon import world_rows
from dragoman.lexicon.world import Entry, World, load_world
from dragoman.records import LexiconError

ROOT = Path(world_rows.__file__).parent / "data"
TABLES = ("places", "leaders", "organisations", "bodies", "parties", "groups", "outlets")
ALLIANCES = {"IGO", "NGO", "MNC"}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(ROOT, ())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def longest(world: World, text: str, start: int = 0) -> tuple[int, tuple[Entry, ...]]:
    hits = world.match(text.split(), start)
    return hits[0] if hits else (0, ())


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_sound(table: str) -> None:
    codes = {row["iso3"] for row in world_rows.rows(ROOT / "world" / "countries.tsv")}
    sectors = {row["code"] for row in world_rows.rows(ROOT / "world" / "sectors.tsv")}
    columns, lines = world_rows.entry_rows(ROOT / "world" / f"{table}.tsv")
    entries = [columns.entry(cells, "") for cells in lines]
    assert len({e.id for e in entries}) == len(entries)
    known = codes | ALLIANCES | {None}
    assert [e for e in entries if faults(e, known, sectors | {None})] == []


def faults(entry: Entry, countries: set[str | None], sectors: set[str | None]) -> bool:
    kinds = ("state", "person", "group", "organisation", "outlet")
    return not (
        entry.name.strip() == entry.name != ""
        and entry.kind in kinds
        and entry.country in countries
        and entry.sector in sectors
        and (entry.start is None or entry.end is None or entry.start <= entry.end)
        and 0 < entry.weight <= 1
        and bool(entry.source)
    )


def test_every_country_has_a_name_and_almost_every_one_an_adjective() -> None:
    rows = list(world_rows.rows(ROOT / "world" / "countries.tsv"))
    assert len(rows) >= 240
    assert all(row["name"] and len(row["iso3"]) == 3 for row in rows)
    assert sum(not row["adjective"] for row in rows) < 8


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("U.S. troops", 1, "USA"),
        ("US officials", 1, "USA"),
        ("the", 0, None),
        ("Côte d' Ivoire", 3, "CIV"),
        ("Cote d'Ivoire", 2, "CIV"),
        ("South Korean envoys", 2, "KOR"),
        ("NORTH KOREA TESTS ROCKET", 2, "PRK"),
        ("White House aides", 2, "USA"),
        ("Downing Street", 2, "GBR"),
        ("Soviet Union", 2, "RUS"),
        ("United Nations Security Council", 4, "IGO"),
        ("Nato", 1, "IGO"),
        ("al - Qaeda", 3, None),
        ("Hizbollah fighters", 1, "LBN"),
        ("Bosnian Serbs", 2, "BIH"),
        ("Boutros Boutros-Ghali", 2, "IGO"),
        ("Kofi A. Annan", 3, "IGO"),
        ("Gaza Strip", 2, "PSE"),
        ("Mohammed bin Salman", 3, "SAU"),
        ("Benjamin Netanyahu", 2, "ISR"),
        ("Recep Tayyip Erdoğan", 3, "TUR"),
        ("Türkiye", 1, "TUR"),
    ],
)
def test_names_are_found_however_they_are_cut_and_written(
    world: World, text: str, words: int, country: str | None
) -> None:
    count, entries = longest(world, text)
    assert count == words
    assert not entries or country in {e.country for e in entries}


@pytest.mark.parametrize(
    "text",
    [
        "us", "turkey dinner", "who came", "it said", "car bomb", "polish the table", "chad", "aid workers",
        "nice day", "reading", "will go", "may come", "march on", "bill", "bush fire", "IT IS ALL OVER NOW",
        "straw man", "major setback", "sun sets", "time runs", "labour costs", "republicans", "green tea",
        "shell fire", "WHO IS NEXT", "congo",
    ],
)  # fmt: skip
def test_common_words_are_no_names(world: World, text: str) -> None:
    assert world.match(text.split(), 0) == []


def test_an_adjective_tells_its_states(world: World) -> None:
    assert world.adjective("Russians") == ("RUS",)
    assert world.adjective("Korean") == ("KOR", "PRK")
    assert set(world.adjective("Congolese")) == {"COD", "COG"}
    assert world.adjective("Wednesday") == ()


@pytest.mark.parametrize(
    ("country", "role", "date", "name"),
    [
        ("CHN", "president", "2024-03-01", "Xi Jinping"),
        ("GBR", "foreign_minister", "2001-05-01", "Robin Cook"),
        ("GBR", "prime_minister", "1989-01-01", "Margaret Thatcher"),
        ("RUS", "president", "2009-06-01", "Dmitry Medvedev"),
        ("RUS", "leader", "1987-06-01", "Mikhail Gorbachev"),
        ("DEU", "head_of_government", "2023-01-01", "Olaf Scholz"),
        ("USA", "head_of_government", "2010-01-01", "Barack Obama"),
        ("IRN", "president", "2006-01-01", "Mahmoud Ahmadinejad"),
        ("IRN", "leader", "2006-01-01", "Ali Khamenei"),
        ("PRK", "leader", "2012-06-01", "Kim Jong-un"),
        ("JPN", "prime_minister", "2003-03-03", "Junichiro Koizumi"),
        ("SAU", "monarch", "1995-01-01", "Fahd bin Abdulaziz"),
        ("IGO", "UN.secretary_general", "2003-01-01", "Kofi Annan"),
    ],
)
def test_an_office_has_its_holder_on_the_day(
    world: World, country: str, role: str, date: str, name: str
) -> None:
    held = world.holder(country, role, day(date))
    assert held is not None and held.name == name


def test_nobody_holds_an_office_that_no_witness_tells_of(world: World) -> None:
    assert world.holder("ATA", "president", day("2001-01-01")) is None
    assert world.holder("GBR", "foreign_minister", day("1950-01-01")) is None


def test_a_surname_brings_those_in_office_first(world: World) -> None:
    assert world.by_surname("Clinton", day("1998-01-01"))[0].name == "Bill Clinton"
    assert world.by_surname("Clinton", day("2010-01-01"))[0].name == "Hillary Clinton"
    assert world.by_surname("Bush", day("1990-06-01"))[0].name == "George H. W. Bush"
    assert world.by_surname("Xi", day("2020-01-01"))[0].country == "CHN"


def test_a_person_has_all_terms_in_order(world: World) -> None:
    offices = [(e.office, e.start) for e in world.terms("Vladimir Putin") if e.country == "RUS"]
    assert len(offices) == 4
    assert [start for _, start in offices] == sorted(start for _, start in offices if start)


def test_organisations_have_members(world: World) -> None:
    assert "DEU" in world.members("EU") and len(world.members("European Union")) == 27
    assert "TUR" in world.members("NATO")
    assert world.members("no such body") == ()


@pytest.mark.parametrize(
    ("words", "sector", "number", "role"),
    [
        ("president", "GOV", "one", "president"),
        ("foreign ministers", "GOV", "many", "foreign_minister"),
        ("troops", "MIL", "many", None),
        ("spokeswoman", "GOV", "one", None),
        ("rebels", "REB", "many", None),
        ("lawmakers", "LEG", "many", None),
        ("police", "COP", "one", None),
        ("protesters", "CVL", "many", None),
        ("gunmen", "UAF", "many", None),
    ],
)
def test_role_nouns_tell_sector_number_and_office(
    world: World, words: str, sector: str, number: str, role: str | None
) -> None:
    noun = world.role(words.split())
    assert noun is not None
    assert (noun.sector, noun.number, noun.role) == (sector, number, role)


def test_a_role_noun_may_tell_its_country(world: World) -> None:
    assert (noun := world.role("Chancellor of the Exchequer")) is not None and noun.country == "GBR"
    assert world.match_role(["deputy", "foreign", "minister"], 0)[0][0] == 3


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Muammar Gadafi", "Muammar Gaddafi"),
        ("Volodimir Zelenskiy", "Volodymyr Zelensky"),
        ("Mahmud Ahmadi-Nejad", "Mahmoud Ahmadinejad"),
        ("Boris Eltsin", "Boris Yeltsin"),
        ("Nikita Khruschev", "Nikita Khrushchev"),
    ],
)
def test_a_name_is_known_in_another_transliteration(world: World, name: str, meant: str) -> None:
    assert {entry.name for entry in world.spelled(name)} == {meant}


@pytest.mark.parametrize(
    "name", ["Michael Jordan", "Ahmed Rashid Zayed", "David Hartmann", "Merkel", "Al", ""]
)
def test_a_like_name_is_no_spelling_of_another(world: World, name: str) -> None:
    assert world.spelled(name) == ()


def test_what_a_group_is_depends_on_the_day(world: World) -> None:
    taliban = world.by_name("Taliban")
    sectors = {
        d: {e.sector for e in taliban if e.holds(day(d))} for d in ("2000-01-01", "2010-01-01", "2023-01-01")
    }
    assert sectors == {"2000-01-01": {"GOV"}, "2010-01-01": {"REB"}, "2023-01-01": {"GOV"}}


def test_terms_without_a_witness_are_had_with_the_file_that_holds_them() -> None:
    file = ROOT / "optional" / "unwitnessed.toml"
    assert load_world(ROOT, ()).holder("USA", "defence_minister", day("1991-01-20")) is None
    held = load_world(ROOT, (file,)).holder("USA", "defence_minister", day("1991-01-20"))
    assert held is not None and held.name == "Dick Cheney"


def test_a_term_below_the_heads_of_state_has_a_witness() -> None:
    table, lines = world_rows.entry_rows(ROOT / "world" / "leaders.tsv")
    entries = [table.entry(cells, "") for cells in lines]
    below = {"foreign_minister", "defence_minister", "interior_minister", "finance_minister", "minister"}
    assert [e.id for e in entries if e.role in below and e.source == "editor"] == []


OVERLAY = """
[[actor]]
name = "Arnor"
aliases = ["Arnorian", "Annuminas"]
kind = "state"
country = "ARN"

[[actor]]
name = "Berlin Guard"
aliases = ["Germany"]
kind = "group"
country = "ARN"
sector = "REB"
from = 2001-01-01
to = 2009-12-31
"""


def test_an_invented_country_works_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(OVERLAY, encoding="utf-8")
    world = load_world(ROOT, (tmp_path,))
    assert longest(world, "Arnor said")[1][0].country == "ARN"
    assert longest(world, "ANNUMINAS SAYS")[1][0].country == "ARN"
    assert world.adjective("Arnorian") == ("ARN",)
    assert world.adjective("Arnorians") == ("ARN",)
    found = world.country("ARN")
    assert found is not None and found.name == "Arnor"


def test_a_users_actor_displaces_a_bundled_one_of_its_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(OVERLAY, encoding="utf-8")
    entries = load_world(ROOT, (file,)).by_name("Germany")
    assert [(e.country, e.sector, e.end) for e in entries] == [("ARN", "REB", day("2009-12-31"))]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('country = "Arnor"', "three capital letters"),
        ('sector = "XYZ"', "sector"),
        ("from = 2009-01-01\nto = 2001-01-01", "before it begins"),
        ('colour = "red"', "colour"),
        ('aliases = [""]', "alias is empty"),
    ],
)
def test_a_wrong_row_names_file_row_and_fault(tmp_path: Path, line: str, fault: str) -> None:
    file = tmp_path / "actors.toml"
    file.write_text(f'[[actor]]\nname = "Arnor"\nkind = "group"\n{line}\n', encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_world(ROOT, (file,))
    assert str(file) in str(caught.value) and "row 1" in str(caught.value) and fault in str(caught.value)
