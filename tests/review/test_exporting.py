import json
import shutil
from pathlib import Path

import pytest

from cases.conftest import read_cases
from dateline.dataset import Dataset
from dateline.errors import ConfigError
from dateline.review import (
    Plan,
    as_text,
    collect_gold,
    disputed,
    draw,
    estimate,
    read_decision,
    record,
    recorded,
    settle,
    show,
    undecided,
    write_gold,
)
from tests.review.conftest import TEXT
from training.sentences.reading import read_items

AT = "2026-11-29T10:00:00+00:00"
ARTICLE = "0000000000000003"
LINES = {f"{ARTICLE}-1": "r", f"{ARTICLE}-2": "p SDN MIL > KEN CVL", f"{ARTICLE}:0": "0", f"{ARTICLE}:1": "0"}
MISSED = "m SUPPORT: Sudan=SDN GOV > Chad=TCD GOV @ praised"


@pytest.fixture
def whole(drawn_from: Path, tmp_path: Path):
    """A copy of the dataset, a sample of all that is in it, and its items by name."""
    dataset = Dataset.open(shutil.copytree(drawn_from, tmp_path / "events"))
    sample = draw(dataset.connection(), dataset.version, Plan("whole", 24, 36, "nothing"))
    return dataset, sample, {i.item: i for i in sample.items}


def decide(items, lines: dict[str, str], coder: str = "anna"):
    return [read_decision(line, items[name], coder, AT) for name, line in lines.items()]


def test_a_card_shows_the_sentence_and_what_is_coded(whole) -> None:
    dataset, _, items = whole
    card = show(dataset.connection(), items[f"{ARTICLE}-2"])
    assert card.sentence == "Uganda's army shelled a Kenyan village."
    assert [c.line() for c in card.events] == ["ASSAULT/heavy-weapons: UGA MIL > KEN CVL | actual @ shelled"]
    assert [c.type for c in card.elsewhere] == ["SANCTION"]
    assert "*shelled*" in as_text(card)
    bare = show(dataset.connection(), items[f"{ARTICLE}:2"])
    assert (bare.sentence, bare.events, len(bare.elsewhere)) == ("Sudan praised Chad [again].", (), 2)


def test_hostile_text_cannot_steer_a_terminal(whole) -> None:
    dataset, _, items = whole
    from msgspec.structs import replace

    card = show(dataset.connection(), items[f"{ARTICLE}-1"])
    shown = as_text(replace(card, title="a\x1b[2Jb\u202ec\nd", outlet="Post"))
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "a[2Jbc d" in shown


def test_decisions_go_into_the_dataset_and_come_back(whole) -> None:
    dataset, sample, items = whole
    made = decide(items, LINES)
    record(dataset, sample, made)
    found = recorded(Dataset.open(dataset.where), "whole")
    assert {d.item for d in found} == set(LINES)
    assert set(found) == set(made)
    assert len(undecided(sample, found, "anna")) == 60 - 4
    assert len(undecided(sample, found, "ben")) == 60
    ben = decide(items, {f"{ARTICLE}-1": "n", f"{ARTICLE}-2": "p SDN > KEN"}, "ben")
    record(dataset, sample, ben)
    assert disputed(sample, recorded(dataset, "whole")) == [f"{ARTICLE}-1"]
    assert recorded(dataset, "other") == ()
    other = type(items[f"{ARTICLE}-1"])("b-1", "event", "x", 1.0, 1, "b", "AID", "text", 0, 1)
    with pytest.raises(ConfigError, match="not in the sample"):
        record(dataset, sample, [read_decision("r", other, "anna", AT)])


def test_a_sample_decided_whole_gives_the_truth(whole) -> None:
    _, sample, items = whole
    lines = {i: ("r" if i.endswith("-1") else "n") if "-" in i else "0" for i in items}
    found = {(e.measure, e.level, e.type): e for e in estimate(sample, settle(decide(items, lines)))}
    assert (found["precision", "type", "all"].value, found["precision", "type", "all"].low) == (0.5, 0.5)
    assert found["precision", "parties", "SANCTION"].value == 1.0
    assert found["recall", "type", "SANCTION"].value == 1.0


def gold(whole, lines: dict[str, str], coder: str = "anna"):
    dataset, sample, items = whole
    return list(collect_gold(dataset.connection(), sample, decide(items, lines, coder)))


def test_gold_has_what_people_said(whole) -> None:
    first, second = gold(whole, LINES)
    assert (first.text, first.complete, first.coders) == (
        "Kenya expelled two Ugandan envoys on Monday.",
        True,
        ("anna",),
    )
    (event,) = second.events
    assert (event.by, event.actors, event.recipients) == ("wrong-party", ("SDN MIL",), ("KEN CVL",))
    text, left = write_gold([first, second], "jsonl")
    assert [json.loads(line)["events"][0]["type"] for line in text.splitlines()] == ["SANCTION", "ASSAULT"]
    assert left == {}


def test_sentences_are_read_by_the_training_reader(whole, tmp_path: Path) -> None:
    none = {"0000000000000004:2": "0", **LINES}
    text, left = write_gold(gold(whole, none), "sentences")
    (tmp_path / "review.txt").write_text(text, encoding="utf-8")
    items = list(read_items(tmp_path))
    assert left == {"brackets in the text": 1}
    assert [i.text for i in items] == [
        s.strip() for s in TEXT.replace("Monday.", "Monday.\n").replace("village.", "village.\n").split("\n")
    ][:2]
    sanction, assault = (i.events[0] for i in items)
    assert (sanction.type, sanction.modes, sanction.actors[0].codes) == ("SANCTION", ("expel",), (("KEN", ("GOV",)),))
    assert items[0].text[slice(*sanction.days[0])] == "Monday"
    assert (assault.contexts, assault.actors[0].codes) == (("military",), (("SDN", ("MIL",)),))
    assert items[1].text[slice(*assault.actors[0].extent)] == "Uganda's army"


def test_what_nobody_looked_through_is_left_out_unless_asked_for(whole) -> None:
    alone = gold(whole, {f"{ARTICLE}-1": "r"})
    assert not alone[0].complete
    assert write_gold(alone, "sentences")[1] == {"nobody looked for missed events": 1}
    assert write_gold(alone, "sentences", unchecked=True)[1] == {}
    undecided_one = gold(whole, {f"{ARTICLE}:0": "0"})
    assert write_gold(undecided_one, "cases", unchecked=True)[1] == {"an event coded in it is not settled": 1}


def test_a_wrong_type_drops_its_modes_and_no_event_drops_all(whole) -> None:
    lines = {f"{ARTICLE}-1": "t COERCE", f"{ARTICLE}-2": "n", f"{ARTICLE}:0": "0", f"{ARTICLE}:1": "0"}
    first, second = gold(whole, lines)
    assert (first.events[0].type, first.events[0].modes) == ("COERCE", ())
    assert second.events == ()
    assert "## none-review-whole-1" in write_gold([first, second], "sentences")[0]


def test_a_missed_event_is_marked_by_its_words(whole) -> None:
    (found,) = gold(whole, {f"{ARTICLE}:2": MISSED})
    (event,) = found.events
    assert {(m.role, found.text[m.start : m.end]) for m in event.marks} == {
        ("trigger", "praised"),
        ("actor", "Sudan"),
        ("recipient", "Chad"),
    }
    (vague,) = gold(whole, {f"{ARTICLE}:2": "m SUPPORT: SDN GOV > TCD GOV @ lauded"})
    assert vague.events[0].faults == (
        "words of trigger do not stand in the sentence once",
        "no words for actor SDN GOV",
        "no words for recipient TCD GOV",
    )
    assert write_gold([vague], "sentences")[1] == {"words of trigger do not stand in the sentence once": 1}
    assert write_gold([found], "cases")[1] == {"a missed event has no day, place and speaker": 1}


def test_cases_are_read_by_the_cases_reader(whole) -> None:
    text, left = write_gold(gold(whole, LINES), "cases")
    cases = read_cases(text.splitlines(), "review.md")
    assert left == {}
    assert [(c.published, c.expected) for c in cases] == [
        ("2024-03-05", (("SANCTION expel", "actual", "KEN GOV", "UGA GOV", "2024-03-04", "-", "-"),)),
        ("2024-03-05", (("ASSAULT heavy-weapons", "actual", "SDN MIL", "KEN CVL", "2024-03-04", "Kenya", "-"),)),
    ]


def test_what_is_disputed_or_a_machines_word_is_not_gold(whole) -> None:
    dataset, sample, items = whole
    both = decide(items, {f"{ARTICLE}-1": "r"}) + decide(items, {f"{ARTICLE}-1": "n"}, "ben")
    assert list(collect_gold(dataset.connection(), sample, both)) == []
    machine = [type(d)(d.item, d.coder, d.decision, d.at, "machine") for d in both[:1]]
    assert list(collect_gold(dataset.connection(), sample, machine)) == []
