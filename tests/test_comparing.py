import dataclasses
from pathlib import Path

from dateline.coder import Tools
from dateline.comparing import compare_coding, compare_frames
from dateline.what import Lexicon, load_lexicon

FRAME = """
- id: {id}
  codes: {codes}
  verb: [{verb}]
  actor: subject
  recipient: object
  codes these: {{"Kenya {past} Uganda.": KEN > UGA}}
  not these: [Kenya looked at Uganda.]
"""


def _lexicon(folder: Path, *frames: tuple[str, str, str, str]) -> Lexicon:
    folder.mkdir()
    text = "".join(FRAME.format(id=i, codes=c, verb=v, past=p) for i, c, v, p in frames)
    (folder / "frames.yaml").write_text(text, encoding="utf-8")
    return load_lexicon(folder)


def test_frames_are_added_removed_and_changed(tmp_path: Path) -> None:
    old = _lexicon(tmp_path / "old", ("a.hit", "ASSAULT", "hit", "hit"), ("a.praise", "SUPPORT", "praise", "praised"))
    new = _lexicon(tmp_path / "new", ("a.hit", "COERCE", "hit", "hit"), ("a.thank", "SUPPORT", "thank", "thanked"))
    found = [(c.frame, c.change, c.parts) for c in compare_frames(old, new)]
    assert found == [("a.hit", "changed", ("type",)), ("a.praise", "removed", ()), ("a.thank", "added", ())]
    assert compare_frames(old, old) == ()


def test_sentences_of_both_are_coded_by_both(tmp_path: Path, tools: Tools) -> None:
    old = _lexicon(tmp_path / "old", ("a.hit", "ASSAULT", "hit", "hit"), ("a.praise", "SUPPORT", "praise", "praised"))
    new = _lexicon(tmp_path / "new", ("b.hit", "COERCE", "hit", "hit"), ("a.commend", "SUPPORT", "praise", "praised"))
    before, after = (dataclasses.replace(tools, lexicon=lexicon) for lexicon in (old, new))
    (change,) = compare_coding(before, after)
    assert change.sentence == "Kenya hit Uganda."
    assert [e.partition(":")[0] for e in (*change.lost, *change.gained)] == ["ASSAULT", "COERCE"]
    assert "frame:a.hit" in change.lost[0]
