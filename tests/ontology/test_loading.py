from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.ontology import load_ontology


def test_loaded_once() -> None:
    assert load_ontology() is load_ontology()


def test_version_is_of_the_contents(tables: Path) -> None:
    version = load_ontology().version
    assert len(version) == 12
    assert int(version, 16) >= 0
    assert load_ontology(tables).version == version
    load_ontology.cache_clear()
    path = tables / "bodies.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert load_ontology(tables).version != version


def test_row_order_means_nothing(tables: Path) -> None:
    path = tables / "crosswalk.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(index for index, line in enumerate(lines) if line.startswith("type\t"))
    path.write_text("\n".join([*lines[: header + 1], *lines[:header:-1]]) + "\n", encoding="utf-8")
    turned, straight = load_ontology(tables), load_ontology()
    for name, rows in straight.crosswalk.items():
        assert [row.cameo for row in rows] == [row.cameo for row in turned.crosswalk[name]]


def test_a_spreadsheet_may_save_the_tables(tables: Path) -> None:
    path = tables / "bodies.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(load_ontology(tables).bodies) == list(load_ontology().bodies)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("modes.tsv", "TRUCE\tsign\t1\t\tx", "unknown type 'TRUCE'"),
        ("modes.tsv", "AID\tfood\tten\t\tx", "score must be a number, not 'ten'"),
        ("modes.tsv", "CONSULT\tvisit\t4\t\tx", "'visit' stands twice"),
        ("types.tsv", "AID\tmaterial cooperation\t10\tyes\tno\tx", "'AID' stands twice"),
        ("types.tsv", "TRUCE\tverbal cooperation\t\tyes\tno\tx", "a type needs a score"),
        ("types.tsv", "TRUCE\tverbal cooperation\t1\tmaybe\tno\tx", "recipient must be yes or no"),
        ("bodies.tsv", "OPEC\toil\ttoo many", "3 cells where the header has 2"),
        ("crosswalk.tsv", "AID\t\t\t\t1.5\t070", "priority must be a whole number"),
    ],
)
def test_a_bad_row_is_named(tables: Path, file: str, line: str, message: str) -> None:
    path = tables / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_ontology(tables)
    assert str(caught.value).startswith(f"{file}:{text.count(chr(10)) + 1}: ")
    assert message in str(caught.value)


def test_a_bad_header_is_named(tables: Path) -> None:
    (tables / "bodies.tsv").write_text("code\tname\nIGO\tx\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"bodies\.tsv:1: the columns must be code, gloss"):
        load_ontology(tables)


def test_a_missing_table_is_named(tables: Path) -> None:
    (tables / "bodies.tsv").unlink()
    with pytest.raises(LexiconError, match=r"bodies\.tsv: the table is missing"):
        load_ontology(tables)
