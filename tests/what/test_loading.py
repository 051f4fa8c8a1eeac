from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.what import Lexicon, load_lexicon

SENTENCES = '  codes these: {"Kenya aided Chad.": KEN > TCD}\n  not these: [It rained.]\n'
GOOD = f"- id: aid.give\n  codes: AID\n  verb: [give]\n  actor: subject\n{SENTENCES}"


def load(folder: Path, text: str, name: str = "mine.yaml", **others: str) -> Lexicon:
    (folder / name).write_text(text, encoding="utf-8")
    for stem, content in others.items():
        (folder / f"{stem}.yaml").write_text(content, encoding="utf-8")
    return load_lexicon(folder)


def test_a_frame_is_read_as_written(tmp_path: Path) -> None:
    text = (
        "- id: aid.send\n  codes: AID\n  modes: [food]\n  verb: [send, ship]\n  subject: party\n"
        "  object: [rice, $grain]\n"
        "  after: {to: party}\n  without: {from: any}\n  actor: subject\n  recipient: [to, for]\n  needs: [actor]\n"
        f"  rank: 1\n{SENTENCES}"
    )
    (frame,) = load(tmp_path, text, words="grain: [wheat, maize]\n").frames
    assert (frame.id, frame.type, frame.kind, frame.modes) == ("aid.send", "AID", "verb", ("food",))
    assert frame.lemmas == {"send", "ship"}
    assert dict(frame.tests) == {"subject": "party", "object": {"rice", "wheat", "maize"}, "to": "party"}
    assert frame.without == (("from", "any"),)
    assert (frame.actor, frame.recipient, frame.needs) == (("subject",), ("to", "for"), ("actor",))
    assert frame.codes_these == (("Kenya aided Chad.", "KEN > TCD"),)
    assert frame.not_these == ("It rained.",)


@pytest.mark.parametrize(
    ("row", "line", "complaint"),
    [
        ("- id: aid.x\n  codes: AID\n  verb: [give]\n", 7, "codes these"),
        ('- id: aid.x\n  codes: AID\n  verb: [give]\n  codes these: {"A b.": A > B}\n', 7, "not these"),
        (f"- id: aid.x\n  codes: AID\n  verb: [give]\n  recipients: to\n{SENTENCES}", 7, "unknown field `recipients`"),
        (f"- id: aid.x\n  codes: AID\n  verb: [$givers]\n{SENTENCES}", 7, "no word class $givers"),
        (f"- id: aid.x\n  codes: AID\n  verb: [give]\n  without: {{to: [$us]}}\n{SENTENCES}", 7, "no word class $us"),
        (f"- id: aid.x\n  codes: AID\n{SENTENCES}", 7, "verb, noun or adjective"),
        (f"- id: aid.x\n  verb: [give]\n{SENTENCES}", 7, "`codes`"),
        (f"- codes: AID\n  verb: [give]\n{SENTENCES}", 7, "`id`"),
        ("- give\n", 7, "docs/frames.md"),
        (f"- id: aid.x\n  codes: AIDE\n  verb: [give]\n{SENTENCES}", 7, "the types are AGREE"),
        (f"- id: aid.x\n  codes: AID\n  verb: [give]\n  actor: subjct\n{SENTENCES}", 7, "'subjct' is no slot"),
        (f"- id: aid.x\n  codes: AID\n  verb: [give]\n  rank: high\n{SENTENCES}", 7, "rank"),
        (f"- id: aid.x\n  codes: AID\n  verb: [give]\n  status: gone\n{SENTENCES}", 7, "status"),
        ("- id: [aid.x\n  codes: AID\n", 8, "docs/frames.md"),
    ],
)
def test_a_fault_names_the_file_the_line_and_what_to_do(tmp_path: Path, row: str, line: int, complaint: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load(tmp_path, GOOD + row)
    assert str(caught.value).startswith(f"{tmp_path / 'mine.yaml'}:{line}: ")
    assert complaint in str(caught.value)


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"no \.yaml file"):
        load_lexicon(tmp_path)


def test_yaml_1_2_words_stay_words(tmp_path: Path) -> None:
    text = (
        f"- id: reject.say-no\n  codes: REJECT\n  noun: [no, yes, off]\n  after: {{on: [no]}}\n  actor: on\n{SENTENCES}"
    )
    (frame,) = load(tmp_path, text).frames
    assert frame.lemmas == {"no", "yes", "off"}
    assert frame.tests == (("on", {"no"}),)
    assert frame.actor == ("on",)


def test_the_country_code_of_norway_is_a_word_too(tmp_path: Path) -> None:
    text = '- id: aid.x\n  codes: AID\n  verb: [give]\n  codes these: {"Oslo gave.": NO}\n  not these: [Off.]\n'
    (frame,) = load(tmp_path, text).frames
    assert frame.codes_these == (("Oslo gave.", "NO"),)


def test_a_frame_for_verbs_and_nouns_gives_both(tmp_path: Path) -> None:
    loaded = load(tmp_path, f"- id: assault.raid\n  codes: ASSAULT\n  verb: [raid]\n  noun: [raid, foray]\n{SENTENCES}")
    assert {(f.kind, f.lemmas) for f in loaded.frames} == {
        ("verb", frozenset({"raid"})),
        ("noun", frozenset({"raid", "foray"})),
    }
    assert set(loaded.by_trigger) == {("verb", "raid"), ("noun", "raid"), ("noun", "foray")}


def test_a_users_frame_replaces_ours_of_the_same_id_and_adds_to_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    both = f"{GOOD}- id: aid.sell\n  codes: AID\n  verb: [sell]\n{SENTENCES}"
    (ours / "aid.yaml").write_text(both, encoding="utf-8")
    (theirs / "more.yaml").write_text(
        GOOD.replace("[give]", "[donate]") + f"- id: aid.lend\n  codes: AID\n  verb: [lend]\n{SENTENCES}",
        encoding="utf-8",
    )
    loaded = load_lexicon(ours, theirs)
    assert {(f.id, *f.lemmas) for f in loaded.frames} == {
        ("aid.give", "donate"),
        ("aid.sell", "sell"),
        ("aid.lend", "lend"),
    }
    assert ("verb", "give") not in loaded.by_trigger
    assert loaded.version != load_lexicon(ours).version


def test_a_users_frame_may_name_our_word_classes(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    (ours / "words.yaml").write_text("food: [rice]\n", encoding="utf-8")
    (theirs / "mine.yaml").write_text(GOOD.replace("[give]", "[$food]"), encoding="utf-8")
    assert [f.lemmas for f in load_lexicon(ours, theirs).frames] == [{"rice"}]


def test_retired_frames_are_kept_but_not_indexed(tmp_path: Path) -> None:
    loaded = load(tmp_path, GOOD + GOOD.replace("aid.give", "aid.old").replace("[give]", "[bestow]\n  status: retired"))
    assert [f.id for f in loaded.frames] == ["aid.give", "aid.old"]
    assert set(loaded.by_trigger) == {("verb", "give")}


def test_the_more_specific_frame_comes_first_and_rank_outweighs_all(tmp_path: Path) -> None:
    plain = GOOD.replace("aid.give", "aid.plain")
    tested = GOOD.replace("aid.give", "aid.tested").replace("  actor", "  object: [rice]\n  actor")
    ranked = GOOD.replace("aid.give", "aid.ranked").replace("  actor", "  rank: 1\n  actor")
    loaded = load(tmp_path, plain + tested + ranked)
    assert [f.id for f in loaded.by_trigger["verb", "give"]] == ["aid.ranked", "aid.tested", "aid.plain"]


def test_what_verbs_do_is_read_from_the_files(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        GOOD.replace("[give]", "[hand out]"),
        words="light verbs: [hold]\nabstract: [militarism]\n",
        certainty="negative: [fail]\nfuture: [plan]\nconditions: [if]\n",
    )
    assert loaded.carriers.light == {"hold"}
    assert loaded.carriers.particles == {"hand out"}
    assert loaded.abstract == {"militarism"}
    assert loaded.certainty.effects == {"fail": "negative", "plan": "future"}
    assert loaded.certainty.conditions == {"if"}


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    first = load(tmp_path, GOOD).version
    assert load(tmp_path, GOOD).version == first
    assert load(tmp_path, GOOD + "# a remark\n").version != first


def test_an_id_stands_once_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"stands in mine\.yaml too"):
        load(tmp_path, GOOD)
