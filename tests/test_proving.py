from dataclasses import replace
from pathlib import Path

import pytest

from dateline.coder import Tools
from dateline.errors import LexiconError
from dateline.proving import Expectation, Fault, prove, read_expectation
from dateline.what import Frame, load_lexicon

FRAME = Frame("sanction.expel", "SANCTION", "verb", frozenset({"expel"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KEN > UGA", ("SANCTION", None, "KEN", "UGA", "actual")),
        ("  KEN+TCD   >UGA ", ("SANCTION", None, "KEN TCD", "UGA", "actual")),
        ("KEN + TCD", ("SANCTION", None, "KEN TCD", "", "actual")),
        ("> UGA", ("SANCTION", None, "", "UGA", "actual")),
        ("- > UGA", ("SANCTION", None, "", "UGA", "actual")),
        ("KEN > UGA | future", ("SANCTION", None, "KEN", "UGA", "future")),
        ("KEN | negated", ("SANCTION", None, "KEN", "", "negated")),
        ("CONSULT: KEN + UGA", ("CONSULT", None, "KEN UGA", "", "actual")),
        ("CONSULT/third-party: KEN > UGA|hypothetical", ("CONSULT", "third-party", "KEN", "UGA", "hypothetical")),
    ],
)
def test_an_expectation_is_read(text: str, expected: tuple[str, str | None, str, str, str]) -> None:
    kind, mode, actors, recipients, status = expected
    wanted = Expectation(kind, mode, frozenset(actors.split()), frozenset(recipients.split()), status)
    assert read_expectation(text, FRAME) == wanted


@pytest.mark.parametrize("text", ["KEN | not yet", "KEN > UGA | future | negated"])
def test_another_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(LexiconError, match=r"frame sanction\.expel: cannot read .* write e\.g\."):
        read_expectation(text, FRAME)


def lexicon_of(
    tools: Tools, folder: Path, these: str, not_these: str, more: str = ""
) -> tuple[Tools, tuple[Frame, ...]]:
    text = (
        "- id: sanction.expel\n  codes: SANCTION\n  modes: [expel]\n  verb: [expel]\n  actor: subject\n"
        f"  recipient: object\n  codes these: {{{these}}}\n  not these: [{not_these}]\n{more}"
    )
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    lexicon = load_lexicon(folder)
    return replace(tools, lexicon=lexicon), lexicon.frames


TRUE = '"Kenya expelled two Ugandan diplomats.": KEN > UGA'
NOT = "The baker expelled two tenants."


def test_a_frame_that_keeps_its_sentences_has_no_fault(tools: Tools, tmp_path: Path) -> None:
    mine, frames = lexicon_of(tools, tmp_path, TRUE, NOT)
    assert list(prove(frames, mine)) == []


@pytest.mark.parametrize(
    "expectation",
    ["UGA > KEN", "KEN", "KEN > UGA + TCD", "KEN > UGA | future", "AID: KEN > UGA", "SANCTION/ban: KEN > UGA"],
)
def test_a_false_expectation_is_reported_with_what_was_found(tools: Tools, tmp_path: Path, expectation: str) -> None:
    sentence = "Kenya expelled two Ugandan diplomats."
    mine, frames = lexicon_of(tools, tmp_path, f'"{sentence}": "{expectation}"', NOT)
    found = "SANCTION/expel: KEN > UGA | actual (frame:sanction.expel)"
    assert list(prove(frames, mine)) == [Fault("sanction.expel", sentence, expectation, found)]


def test_a_sentence_that_gives_no_event_is_reported(tools: Tools, tmp_path: Path) -> None:
    mine, frames = lexicon_of(tools, tmp_path, '"Kenya thanked Uganda.": KEN > UGA', NOT)
    assert [f.found for f in prove(frames, mine)] == ["no event"]


def test_an_event_where_there_must_be_none_is_reported(tools: Tools, tmp_path: Path) -> None:
    mine, frames = lexicon_of(tools, tmp_path, TRUE, "Chad expelled two Ugandan diplomats.")
    (fault,) = prove(frames, mine)
    assert (fault.sentence, fault.wanted) == ("Chad expelled two Ugandan diplomats.", "no event by this frame")


def test_an_event_that_never_was_does_not_break_a_not_these(tools: Tools, tmp_path: Path) -> None:
    mine, frames = lexicon_of(tools, tmp_path, TRUE, "Chad did not expel the Ugandan diplomats.")
    assert list(prove(frames, mine)) == []


def test_the_event_of_another_frame_does_not_prove_this_one(tools: Tools, tmp_path: Path) -> None:
    other = (
        f'- id: sanction.oust\n  codes: SANCTION\n  verb: [oust]\n  codes these: {{{TRUE}}}\n  not these: ["{NOT}"]\n'
    )
    mine, frames = lexicon_of(tools, tmp_path, TRUE, NOT, other)
    assert [f.frame for f in prove(frames, mine)] == ["sanction.oust"]


def test_retired_frames_need_prove_nothing(tools: Tools, tmp_path: Path) -> None:
    mine, frames = lexicon_of(tools, tmp_path, '"Kenya thanked Uganda.": KEN > UGA', NOT, "  status: retired\n")
    assert list(prove(frames, mine)) == []
