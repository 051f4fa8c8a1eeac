from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.who import Facts, load_facts
from dateline.who.people import person, ruler

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

    best = facts.names[normalise(form)][0]
    assert facts.entity(best.entity).country == country


def test_every_code_is_one_of_plovers(facts: Facts) -> None:
    outside = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
    codes = {facts.entity(n.entity).country for names in facts.names.values() for n in names}
    assert not {c for c in codes if c and c not in outside and not (len(c) == 3 and c.isalpha() and c.isupper())}
    assert not codes & {"XKX", "ESH"}


def test_shipped_sources_have_a_known_licence(facts: Facts) -> None:
    used = {facts.entity(n.entity).source for names in facts.names.values() for n in names}
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


def test_a_bare_surname_needs_the_day(facts: Facts) -> None:
    known = ruler(facts, "Yeltsin", "1995-06-01")
    assert known is not None
    assert known.country == "RUS"
    assert ruler(facts, "Yeltsin", "2015-06-01") is None
    assert ruler(facts, "Kowalskiewicz", "2015-06-01") is None


def test_loading_is_quick(facts: Facts) -> None:
    started = time.perf_counter()
    assert load_facts().version == facts.version
    assert time.perf_counter() - started < 2.0


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"training\.facts\.build"):
        Facts(tmp_path / "none.sqlite")
