"""Whether "he" or "she" may stand for somebody, by the words and given names in `genders.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from dateline.errors import LexiconError
from dateline.ontology import read_yaml
from dateline.trees import Tree


class _File(
    msgspec.Struct, forbid_unknown_fields=True, rename={"womens_names": "women's names", "mens_names": "men's names"}
):
    women: list[str]
    men: list[str]
    womens_names: list[str]
    mens_names: list[str]


def read_genders(text: str, name: str) -> dict[str, str]:
    """Word or given name → "she" or "he"; one that is listed as both raises LexiconError."""
    try:
        table = msgspec.convert(read_yaml(text, name).content, _File)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{name}: {fault}") from fault
    she = {*table.women, *table.womens_names}
    he = {*table.men, *table.mens_names}
    if she & he:
        raise LexiconError(f"{name}: listed as both: {', '.join(sorted(she & he))}")
    return {**dict.fromkeys(sorted(she), "she"), **dict.fromkeys(sorted(he), "he")}


@cache
def load_genders() -> dict[str, str]:
    """The table that the package carries."""
    return read_genders(
        files("dateline.says").joinpath("genders.yaml").read_text(encoding="utf-8"), "says/genders.yaml"
    )


def gender(tree: Tree, words: tuple[int, ...], head: int) -> str:
    """The gender of a noun phrase: "he", "she", or "" where its words do not tell."""
    table = load_genders()
    for at in (head, *(w for w in words if tree[w].upos == "PROPN" or tree[w].head == head)):
        found = table.get(tree[at].text.lower().rstrip("."))
        if found:
            return found
    return ""
