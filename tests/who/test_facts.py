from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

import dateline.who
from dateline.errors import ModelError
from dateline.who import Facts, load_facts
from dateline.who.facts import unpack
from dateline.who.people import bare, holder, person

FILE = Path(dateline.who.__file__).parent / "facts.sqlite.z"
FORMS = {
    "U.S.": "USA",
    "American": "USA",
    "Britain": "GBR",
    "UK": "GBR",
    "Northern Ireland": "GBR",
    "Ivory Coast": "CIV",
    "Cote d'Ivoire": "CIV",
    "Swazi": "SWZ",
    "DR Congo": "COD",
    "Zaire": "COD",
    "North Korean": "PRK",
    "South African": "ZAF",
    "Saudi": "SAU",
    "Emirati": "ARE",
    "Filipino": "PHL",
    "Sri Lankan": "LKA",
    "Hong Kong": "HKG",
    "Soviet Union": "RUS",
    "Yugoslavia": "SRB",
    "East Germany": "DEU",
    "Czechoslovakia": "CZE",
    "Burma": "MMR",
    "Kosovar": "KOS",
    "West Bank": "PSE",
    "Chechen": "RUS",
    "Bosnian Serb": "BIH",
    "Rhodesia": "ZWE",
    "Taiwanese": "TWN",
}


@pytest.mark.parametrize(("form", "country"), FORMS.items())
def test_usual_forms_of_countries(facts: Facts, form: str, country: str) -> None:
    from dateline.who.spelling import normalise

    best = facts.names.get(normalise(form))[0]
    assert facts.entity(best.entity).country == country


def _asked(column: str) -> set[str]:
    with closing(unpack(FILE)) as base:
        return {v for (v,) in base.execute(f"SELECT DISTINCT {column} FROM entities") if v}


def test_every_code_is_one_of_plovers() -> None:
    outside = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
    codes = _asked("country")
    assert not {c for c in codes if c not in outside and not (len(c) == 3 and c.isalpha() and c.isupper())}
    assert not codes & {"XKX", "ESH"}


def test_shipped_sources_have_a_known_licence() -> None:
    used = _asked("source")
    assert used
    assert not {s for s in used if "eps" in s}


def test_a_person_is_asked_as_of_the_day(facts: Facts) -> None:
    current = person(facts, "Condoleezza Rice", "2006-05-01")
    later = person(facts, "Condoleezza Rice", "2015-05-01")
    assert current is not None
    assert later is not None
    assert (current.country, current.sectors) == ("USA", ("GOV",))
    assert "current" in current.reason
    assert later.sectors == ("ELI",)
    assert "out of office" in later.reason


def test_without_a_day_dates_are_not_checked(facts: Facts) -> None:
    found = person(facts, "Condoleezza Rice", None)
    assert found is not None
    assert found.sectors == ("GOV",)
    assert "unknown" in found.reason


def test_without_a_day_lesser_officers_are_of_a_country_that_the_report_is_about(facts: Facts) -> None:
    senator = person(facts, "Margaret Hassan", None, about={"USA"})
    assert senator is not None
    assert senator.country == "USA"
    assert person(facts, "Margaret Hassan", None, about={"GBR"}) is None
    assert person(facts, "Margaret Hassan", "2018-03-01", about={"GBR"}) is not None
    minister = person(facts, "Condoleezza Rice", None, about={"GBR"})  # known all over the world
    assert minister is not None


def test_a_bare_surname_needs_the_day(facts: Facts) -> None:
    known = bare(facts, "Yeltsin", "1995-06-01", near=())
    assert known is not None
    assert known.country == "RUS"
    assert bare(facts, "Yeltsin", "2015-06-01", near=()) is None
    assert bare(facts, "Kowalskiewicz", "2015-06-01", near=()) is None


FAMOUS = [
    ("Shoigu", "2015-01-01", "Sergei Shoigu", "GOV"),
    ("Lavrov", "2021-03-26", "Sergei Lavrov", "GOV"),
    ("Hollande", "2013-01-12", "Francois Hollande", "GOV"),
    ("Sunak", "2023-02-01", "Rishi Sunak", "GOV"),
    ("Zelenskyy", "2022-02-24", "Volodymyr Zelensky", "GOV"),
    ("Steinmeier", "2015-05-05", "Frank-Walter Steinmeier", "GOV"),
]


@pytest.mark.parametrize(("name", "day", "who", "sector"), FAMOUS)
def test_famous_surnames_on_a_day(facts: Facts, name: str, day: str, who: str, sector: str) -> None:
    found = bare(facts, name, day, near=())
    assert found is not None
    assert (found.name, found.sectors[0]) == (who, sector)


def test_never_a_successor_before_the_day(facts: Facts) -> None:
    found = bare(facts, "Truss", "2019-01-01", near=())
    assert found is None or "GOV" not in found.sectors


def test_status_of_groups_is_dated(facts: Facts) -> None:
    def on(name: str, day: str) -> set[tuple[str, ...]]:
        held = [facts.entity(n.entity) for n in facts.names.get(name)]
        return {e.sectors for e in held if (not e.start or e.start <= day) and (not e.end or day < e.end)}

    assert on("taliban", "2020-01-01") == {("REB",)}
    assert on("taliban", "2022-01-01") == {("GOV",)}
    assert on("rapid support forces", "2022-01-01") == {("PRM",)}
    assert on("rapid support forces", "2024-01-01") == {("REB",)}


def test_loading_is_quick(facts: Facts) -> None:
    best = 1.0
    for _ in range(5):
        started = time.perf_counter()
        assert load_facts().version == facts.version
        best = min(best, time.perf_counter() - started)
    assert best < 0.2  # nearly all of it unpacks the file


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"training\.facts\.build"):
        Facts(tmp_path / "none.sqlite.z")


def test_a_president_beside_a_supreme_leader(facts: Facts) -> None:
    for office, name in (("head of state", "Hassan Rouhani"), ("supreme leader", "Ali Khamenei")):
        found = holder(facts, "IRN", office, "2017-05-05")
        assert found is not None
        assert found.name == name


def test_a_list_without_dates_does_not_outlast_a_later_term(facts: Facts) -> None:
    found = person(facts, "Liz Truss", "2029-01-01")
    assert found is not None
    assert found.sectors == ("ELI",)
