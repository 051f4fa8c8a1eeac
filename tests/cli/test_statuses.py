import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from dateline.cli.main import app

RUN = CliRunner()


def given(tmp_path: Path, *lines: object) -> tuple[int, list[dict[str, Any]], str]:
    path = tmp_path / "words.jsonl"
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), encoding="utf-8")
    done = RUN.invoke(app, ["status", "--from", str(path)])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_given_words_are_judged_in_their_order_with_reasons(tmp_path: Path) -> None:
    text = "Kenya attacked Mali on 4 March and will not sign the treaty."
    spans = [{"start": 44, "end": 48}, {"start": 6, "end": 14}, {"start": 5, "end": 6}]
    code, rows, _ = given(tmp_path, {"id": "a", "text": text, "published": "2024-03-05", "spans": spans})
    assert code == 0
    signed, attacked, nothing = rows[0]["events"]
    assert (signed["text"], signed["status"], signed["start"]) == ("sign", "negated", 44)
    assert {text[r["span"]["start"] : r["span"]["end"]] for r in signed["reasons"]} == {"will", "not"}
    assert (attacked["status"], attacked["day"]["start"], attacked["reasons"]) == ("actual", "2024-03-04", [])
    assert (nothing["status"], nothing["factuality"]) == (None, None)


def test_pairs_and_events_do_as_well_and_broken_lines_are_told(tmp_path: Path) -> None:
    good = {"text": "Kenya may attack.", "events": [[10, 16]]}
    bad = ["{", "[]", {"text": "x"}, {"text": "Police", "spans": [[0, 99]]}, {"text": "", "spans": []}]
    code, rows, errors = given(tmp_path, *bad, good)
    assert (code, len(rows), errors.count("dateline: line")) == (3, 1, 5)
    assert rows[0]["id"] == "6"


def test_a_file_that_is_not_there_is_a_wrong_argument(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["status", "--from", str(tmp_path / "none.jsonl")]).exit_code == 2
