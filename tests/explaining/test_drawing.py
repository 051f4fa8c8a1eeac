from msgspec.structs import replace

from dateline.explaining import draw
from dateline.records import Coded, Dropped, Evidence, Failed, Span, Version

VERSION = Version("1", "2", "3", "4", "5")
DRAWING = """\
report.txt · Kijani · 2024-03-05 (from the caller)

1 events        = trigger   - actor   · recipient   ~ day

SANCTION expel   actual   material conflict   CAMEO 1611 (-7.0)   PLOVER -6.0   confidence 0.80
    Kenya expelled two Ugandan diplomats in Nairobi on Monday, Ruto said.
    ----- ======== ·····················               ~~~~~~
  trigger    'expelled'                         frame:sanction.expel
  actor      'Kenya'                            Kenya (KEN GOV): a country
  recipient  'two Ugandan diplomats'            Uganda (UGA GOV): named
  day        'Monday'                           2024-03-04: the Monday before
  place      'Nairobi'                          Nairobi, KEN: the only one
  contexts   diplomatic
  says       Kijani ← Ruto

Not coded: the frame that came nearest, and the condition that failed
    The baker met opposition.
      'met': consult.meet: object is not a party
"""


def test_the_evidence_is_marked_under_its_words(coded: Coded) -> None:
    assert draw(coded) == DRAWING


def test_an_event_without_place_scores_or_voices_says_so(coded: Coded) -> None:
    bare = replace(coded.events[0], place=None, says=(), cameo=None, goldstein=None, plover_score=None, contexts=())
    silent = replace(coded, events=(bare,), article=replace(coded.article, outlet=None), near_misses=())
    shown = draw(silent)
    assert "CAMEO none   confidence 0.80" in shown
    assert shown.endswith("  says       the report itself\n")
    assert "place" not in shown
    assert "Not coded" not in shown


def test_long_sentences_are_wrapped_with_their_marks_under_them(coded: Coded) -> None:
    text = "word " * 30 + "attacked " + "word " * 30
    start = text.index("attacked")
    trigger = Evidence(Span("text", start, start + 8), "frame:x", "trigger")
    whole = Evidence(Span("text", 0, len(text)), "parse", "sentence")
    event = replace(coded.events[0], evidence=(trigger, whole))
    lines = draw(replace(coded, article=replace(coded.article, text=text), events=(event,))).splitlines()
    marks = next(i for i, line in enumerate(lines) if set(line.strip()) == {"="})
    assert lines[marks - 1][lines[marks].index("=") :].startswith("attacked")
    assert len(lines[marks].strip()) == 8
    assert max(len(line) for line in lines if line.startswith("    word")) <= 104


def test_other_outcomes_show_their_reason() -> None:
    assert draw(Dropped("a.txt", "empty", "", VERSION)) == "a.txt: dropped (empty)\n"
    assert draw(Dropped("a.txt", "binary", "no text", VERSION)) == "a.txt: dropped (binary) no text\n"
    assert draw(Failed("b.txt", "who", "ValueError: x", VERSION)) == "b.txt: failed in who: ValueError: x\n"
