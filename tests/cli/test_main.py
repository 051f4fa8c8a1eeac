import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from dateline.cli.main import EXIT_CODES, app

runner = CliRunner()
TEXT = "Kenya expelled two Ugandan diplomats on Tuesday."


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_code_gives_one_valid_line_an_input(report: str) -> None:
    done = runner.invoke(app, ["code", report, report, "--published", "2024-03-05"])
    assert done.exit_code == EXIT_CODES["ok"]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["outcome"] for line in lines] == ["coded", "coded"]
    schema = json.loads(runner.invoke(app, ["schema"]).stdout)
    for line in lines:
        jsonschema.validate(line, schema)
    assert lines[0]["events"][0]["type"] == "SANCTION"
    assert "2 inputs: 2 coded" in done.stderr


def test_csv_has_a_row_an_event(report: str) -> None:
    done = runner.invoke(app, ["code", report, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["type"] for row in rows] == ["SANCTION"]
    assert rows[0]["recipients"].endswith("(UGA GOV)")


def test_ninjs_has_an_item_a_coded_report(tmp_path: Path, report: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = runner.invoke(app, ["code", report, str(tmp_path / "empty.txt"), "--format", "ninjs"])
    (item,) = map(json.loads, done.stdout.splitlines())
    assert [event["literal"] for event in item["events"]] == ["SANCTION"]


def test_a_day_to_come_is_refused_and_the_run_goes_on() -> None:
    line = json.dumps({"text": TEXT, "published": "2024-03-05"})
    for more, day in (([], "2024-03-05"), (["--not-after", "2024-03-04"], None)):
        done = runner.invoke(app, ["code", "-", *more], input=line)
        article = json.loads(done.stdout)["article"]
        assert (article["published"] and article["published"]["day"]) == day
        assert bool(article["day_refused"]) == (day is None)
    later = json.dumps({"text": TEXT, "published": "2999-01-01"})
    assert json.loads(runner.invoke(app, ["code", "-"], input=later).stdout)["article"]["published"] is None


def test_the_table_names_the_parties(report: str) -> None:
    done = runner.invoke(app, ["code", report, "--format", "table"], env={"COLUMNS": "200"})
    assert "SANCTION" in done.stdout
    assert "Kenya (KEN GOV)" in done.stdout


def test_standard_input_is_read() -> None:
    done = runner.invoke(app, ["code", "-"], input=json.dumps({"id": "a", "body": TEXT}) + "\n")
    assert json.loads(done.stdout)["outcome"] == "dropped"
    done = runner.invoke(app, ["code", "-", "--map", "text=body"], input=json.dumps({"id": "a", "body": TEXT}) + "\n")
    assert json.loads(done.stdout)["input_id"] == "a"


def test_dropped_inputs_show_in_the_exit_code(tmp_path: Path, report: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = runner.invoke(app, ["code", report, str(tmp_path / "empty.txt")])
    assert done.exit_code == EXIT_CODES["partial"]
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["coded", "dropped"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["code", "no-such-file.txt"],
        ["code", "-", "--published", "yesterday"],
        ["code", "-", "--map", "nonsense"],
        ["code", "-", "--input-format", "docx"],
        ["code", "-", "--format", "xml"],
    ],
)
def test_wrong_arguments_say_what_is_wrong(arguments: list[str]) -> None:
    done = runner.invoke(app, arguments, input="")
    assert done.exit_code == EXIT_CODES["usage"]
    assert "Traceback" not in done.output
    assert done.stderr.strip()


def test_explain_marks_the_evidence_and_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TEXT + " The minister visited a museum in the rain.", encoding="utf-8")
    shown = runner.invoke(app, ["explain", str(path)]).stdout
    assert "frame:sanction." in shown
    assert "========" in shown
    assert "Not coded" in shown
    assert "'visited': " in shown


def test_parse_gives_conllu_and_keeps_given_words(report: str) -> None:
    conllu = runner.invoke(app, ["parse", report]).stdout
    assert "\texpelled\texpel\tVERB\t" in conllu
    again = runner.invoke(app, ["parse", "-", "--gold-tokens"], input=conllu).stdout
    words = [line.split("\t")[1] for line in again.splitlines() if "\t" in line]
    assert words == "Kenya expelled two Ugandan diplomats on Tuesday .".split()


def test_version_prints_all_five() -> None:
    shown = runner.invoke(app, ["--version"]).stdout.split()
    assert shown[::2] == ["code", "model", "lexicon", "ontology", "facts"]


def test_try_explains_a_sentence() -> None:
    assert "SANCTION" in runner.invoke(app, ["lexicon", "try", TEXT]).stdout


def test_a_broken_lexicon_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- id: x.y\n  codes: AID\n  verb: [give]\n", encoding="utf-8")
    done = runner.invoke(app, ["lexicon", "check", "--lexicon", str(tmp_path)])
    assert done.exit_code == EXIT_CODES["usage"]
    assert "mine.yaml:1" in done.stderr
    assert "codes these" in done.stderr
