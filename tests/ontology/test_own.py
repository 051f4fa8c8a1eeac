from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.ontology import load_ontology, own_types, with_own_types

BLOCKADE = """
- name: BLOCKADE
  quad class: material conflict
  score: -7
  recipient: true
  modes: {naval: -8, road: }
  cameo: "191"
"""


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "types.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_type_of_ones_own_has_quad_class_scores_modes_and_code(tmp_path: Path) -> None:
    folder = _folder(tmp_path, BLOCKADE)
    ontology = with_own_types(load_ontology(), folder)
    assert own_types(folder) == ("BLOCKADE",)
    assert ontology.quad_class("BLOCKADE") == "material conflict"
    assert ontology.plover_score("BLOCKADE", ["naval"]) == -8
    assert ontology.plover_score("BLOCKADE", ["road"]) == -7
    assert ontology.is_mode("BLOCKADE", "road")
    assert ontology.cameo_code("BLOCKADE") == "191"
    assert ontology.settle("BLOCKADE", "future", ("naval",)) == ("BLOCKADE", "future", ("naval",))
    assert ontology.version != load_ontology().version


def test_a_type_without_a_code_has_none(tmp_path: Path) -> None:
    text = "- {name: PRAYER, quad class: verbal cooperation, score: 1, modes: [vigil]}\n"
    assert with_own_types(load_ontology(), _folder(tmp_path, text)).cameo_code("PRAYER") is None


def test_without_the_file_nothing_is_added(tmp_path: Path) -> None:
    assert own_types(tmp_path) == ()
    assert with_own_types(load_ontology(), tmp_path) is load_ontology()
    assert with_own_types(load_ontology(), None) is load_ontology()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {name: AID, quad class: verbal conflict, score: 1}", "a type already"),
        ("- {name: blockade, quad class: verbal conflict, score: 1}", "capital letters"),
        ("- {name: BLOCKADE, quad class: conflict, score: 1}", "quad class"),
        ("- {name: BLOCKADE, quad class: verbal conflict, score: 11}", "between -10 and 10"),
        ("- {name: BLOCKADE, quad class: verbal conflict, score: 1, cameo: '99'}", "no CAMEO code"),
        ("- {name: BLOCKADE, quad class: verbal conflict, score: 1, modes: [Naval]}", "lower-case"),
        ("- {name: BLOCKADE, quad class: verbal conflict, score: high}", "score"),
        ("- {name: BLOCKADE, quad class: verbal conflict, score: 1, colour: red}", "colour"),
        ("name: BLOCKADE", "begins with '- name"),
        ("- {name: [", "types.yaml:"),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=r"types\.yaml:\d") as error:
        with_own_types(load_ontology(), _folder(tmp_path, text))
    assert fault in str(error.value)
