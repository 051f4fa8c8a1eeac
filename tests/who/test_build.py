from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

import dateline.who
from dateline.who.facts import unpack
from training.facts.collecting import stored
from training.facts.people import Registry, holders, otherwise

FILE = Path(dateline.who.__file__).parent / "facts.sqlite.z"


def test_the_file_is_small_and_sound() -> None:
    assert FILE.stat().st_size < 6_000_000
    with closing(unpack(FILE)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sources = {s for (s,) in base.execute("SELECT source FROM sources")}
        for table in ("entities", "roles", "agents", "relations"):
            used = {s for (s,) in base.execute(f"SELECT DISTINCT source FROM {table}")}
            assert used <= sources


def test_phrases_are_stored_as_they_are_looked_up() -> None:
    assert stored("Members of Parliament") == "member of parliament"
    assert stored("the gunmen") == "gunman"


def test_every_state_has_its_numbers() -> None:
    with closing(unpack(FILE)) as base:
        states = {c: (cow, gw) for c, cow, gw in base.execute("SELECT country, cow, gw FROM states")}
    assert states["DEU"] == (255, 260)
    assert states["YEM"] == (679, 678)
    assert len(states) > 190


def test_holders_follow_each_other() -> None:
    told = list(holders("Ana Roth|A. Roth 2012-05; Ben Low 2014; - 2019-01-02"))
    assert told == [("Ana Roth|A. Roth", "2012-05", "2014"), ("Ben Low", "2014", "2019-01-02")]
    with pytest.raises(ValueError, match="before"):
        list(holders("Ana Roth 2014; Ben Low 2012"))


def test_unconfirmed_rows_have_no_identifier() -> None:
    with closing(unpack(FILE)) as base:
        (named,) = base.execute(
            "SELECT COUNT(*) FROM entities WHERE source = 'dateline' AND identifier != ''"
        ).fetchone()
        (bare,) = base.execute("SELECT COUNT(*) FROM entities WHERE source = 'dateline' AND identifier = ''").fetchone()
    assert named
    assert bare


def test_a_name_as_others_write_it() -> None:
    assert otherwise("Charles Hart", "USA") == ["Charlie Hart", "Chuck Hart"]
    assert otherwise("Nikos Hatzis", "GRC") == ["Nikolaos Hatzis"]
    assert otherwise("Batbayaryn Dorj", "MNG") == ["Batbayar Dorj"]
    assert otherwise("Djordje Mandic", "SRB") == ["Dorde Mandic"]
    assert otherwise("Charles", "USA") == otherwise("Charles Hart", "FRA") == []


def test_one_person_in_several_spellings_and_no_two_in_one() -> None:
    registry = Registry()
    registry.add(["Salim al-Hadi al-Amin"], "KWT", ("one",))
    registry.add(["Park Min Ho"], "KOR", ("two",))
    registry.add(["Nasir Idris Nasir"], "SOM", ("three",))
    assert registry.find(["Min Ho Park"], "KOR") == ("two",)
    assert registry.find(["Salim al-Hadi"], "KWT") == ("one",)
    assert registry.find(["Hadi Salim al-Amin"], "KWT") is None
    assert registry.find(["Nasir Idris Omar"], "SOM") is None


def test_who_heads_a_body_and_who_serves_it() -> None:
    with closing(unpack(FILE)) as base:
        kinds = dict(
            base.execute("SELECT office, class FROM roles WHERE country IN ('IGO', 'UNO') AND source = 'dateline'")
        )
    assert kinds["secretary general of NATO"] == kinds["envoy for Syria"] == "head of body"
    assert kinds["supreme commander of NATO"] == "official"
