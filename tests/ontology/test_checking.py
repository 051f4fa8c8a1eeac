from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.ontology import Ontology, check, load_ontology


def test_our_tables_are_consistent(ontology: Ontology) -> None:
    check(ontology)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("modes.tsv", "AID\tfood\t11\t\tx", "score 11 is outside -10 to 10"),
        ("modes.tsv", "AID\tfood\t1\tcookery\tx", "unknown context 'cookery'"),
        ("modes.tsv", "AID\tfood\t1\t\tx", "no row for AID food without other conditions"),
        ("types.tsv", "TRUCE\tpeace\t1\tno\tno\tx", "quad class 'peace' must be one of"),
        ("types.tsv", "TRUCE\tverbal cooperation\t1\tno\tno\tx", "no row for TRUCE without conditions"),
        ("contexts.tsv", "cookery\tx\tpot|pan", "2 words; give at least 8"),
        ("contexts.tsv", "cookery\tx\ta|b|c|d|e|f|g|Pan", "word 'Pan' must be lower-case"),
        ("contexts.tsv", "cookery\tx\ta|b|c|d|e|f|g|a", "word 'a' stands twice"),
        ("statuses.tsv", "rumoured\tyes\tx", "unknown status 'rumoured'"),
        ("settle.tsv", "TRUCE\tfuture\tAGREE\tactual\tx", "unknown type 'TRUCE'"),
        ("settle.tsv", "AID\tsoon\tAGREE\tactual\tx", "unknown status 'soon'"),
        ("cameo.tsv", "7\t1\tx", "must have two to four digits"),
        ("cameo.tsv", "0999\t1\tx", "code 0999 has no parent 099"),
        ("cameo.tsv", "21\t\tx", "neither 21 nor a parent has a Goldstein score"),
        ("cameo.tsv", "21\t1\tx", "no row for 21"),
        ("crosswalk.tsv", "TRUCE\t\t\t\t\t030", "unknown type 'TRUCE'"),
        ("crosswalk.tsv", "AID\tvisit\t\t\t\t070", "AID has no mode 'visit'"),
        ("crosswalk.tsv", "AID\t\teconomic+cookery\t\t\t070", "unknown context 'cookery'"),
        ("crosswalk.tsv", "AID\t\tgender\tsoon\t\t070", "unknown status 'soon'"),
        ("crosswalk.tsv", "AID\t\tgender\t\t\t0799", "code '0799' is not in cameo.tsv"),
        ("crosswalk.tsv", "AID\t\teconomic\t\t\t070", "the same conditions as line"),
        ("crosswalk_from_cameo.tsv", "0799\tAID", "code '0799' is not in cameo.tsv"),
        ("crosswalk_from_cameo.tsv", "010\tTRUCE", "unknown type 'TRUCE'"),
    ],
)
def test_faults(tables: Path, file: str, line: str, message: str) -> None:
    path = tables / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_ontology(tables)
    assert message in str(caught.value)
    assert ".tsv:" in str(caught.value)


def test_every_status_needs_a_row(tables: Path) -> None:
    path = tables / "statuses.tsv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("negated")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no row for status 'negated'"):
        load_ontology(tables)


def test_a_lost_leading_zero_is_found(tables: Path) -> None:
    path = tables / "cameo.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n020\t", "\n20\t"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cameo\.tsv:\d+: '20' stands twice"):
        load_ontology(tables)
