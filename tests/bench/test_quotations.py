from bench.quotations import FILE, read_reports, score

SAMPLE = """# A head.
## r1 before
[1@ Ali Juma] smiled. "[1: The war is over]," [2@ he = Ali Juma] said. "[2: We won]."
## r2 partly
The ministry said [1: it was "a mistake of size"].
"""


def row(*said: dict[str, object]) -> dict[str, object]:
    return {"attributions": list(said)}


def part(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"spans": [{"field": "text", "start": start, "end": start + len(words)}]}


def test_marks_are_read_and_left_out() -> None:
    first, second = read_reports(SAMPLE)
    assert first.text == 'Ali Juma smiled. "The war is over," he said. "We won."'
    assert [g["kind"] for g in first.gold()] == ["direct", "direct"]
    assert first.names == {"2": "Ali Juma"}
    assert second.gold()[0]["kind"] == "mixed"


def test_a_quotation_is_linked_if_words_and_speaker_are_found() -> None:
    (report, _) = read_reports(SAMPLE)
    said: dict[str, object] = {"id": "a1", "kind": "direct", "cue": {"spans": []}, "parent": None}
    speaker = {**part(report.text, "he said"), "stands_for": {"text": "Ali Juma"}}
    found = row({**said, "speaker": speaker, "content": part(report.text, "We won")})
    rates = score([(report, found)])
    assert (rates["direct"], rates["linked"], rates["precision"], rates["resolved"]) == (2, 0.5, 1.0, 1.0)


def test_the_file_has_three_hundred_quotations_each_with_a_speaker() -> None:
    reports = read_reports(FILE.read_text(encoding="utf-8"))
    direct = [g for r in reports for g in r.gold() if g["kind"] == "direct"]
    assert len(direct) >= 300
    assert all(g["source"] and all(s < e for s, e in g["content"]) for g in direct)
    assert not any("[" in r.text or "@" in r.text for r in reports)
