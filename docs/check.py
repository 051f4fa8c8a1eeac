"""The documentation against the program: records in the glossary, commands in the manual, links that lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline import records
from dateline.ontology import load_ontology
from dateline.what import load_lexicon
from docs import codebook

ROOT = Path(__file__).parent.parent
COMMANDS = (
    "",
    "code",
    "explain",
    "parse",
    "schema",
    "lexicon",
    "lexicon check",
    "lexicon try",
    "lexicon diff",
    "types",
    "types learn",
    "actors",
    "actors check",
    "actors who",
    "actors build",
    "places",
    "gazetteer",
    "gazetteer build",
    "gazetteer find",
    "run",
    "query",
    "info",
    "history",
    "diff",
    "compact",
    "forget",
    "group",
    "watch",
    "export",
    "release",
    "analyse",
    "review",
    "review draw",
    "review code",
    "review estimate",
    "review agree",
    "review export",
    "serve",
    "mcp",
)


def faults() -> Iterator[str]:
    """What is missing or wrong, a line each."""
    yield from _glossary((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    yield from _manual((ROOT / "docs/commands.md").read_text(encoding="utf-8"))
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]):
        yield from _links(page)
    if codebook.page() != codebook.PAGE.read_text(encoding="utf-8"):
        yield "docs/codebook.md is not what columns.tsv and the views say: run `python -m docs.codebook`"
    yield from _decisions((ROOT / "docs/decisions/README.md").read_text(encoding="utf-8"))
    types = load_ontology().types
    unknown = sorted({f.type for f in load_lexicon().frames} - set(types))
    if unknown:
        yield f"frames code types that the ontology does not have: {unknown}"


def _glossary(text: str) -> Iterator[str]:
    for name, record in vars(records).items():
        if isinstance(record, type) and issubclass(record, msgspec.Struct) and record is not msgspec.Struct:
            if not re.search(rf"\b{name}\b", text):
                yield f"docs/glossary.md lacks the record {name}"
            for field in record.__struct_fields__:
                if f"`{field}`" not in text:
                    yield f"docs/glossary.md lacks {name}.{field}"


def _manual(text: str) -> Iterator[str]:
    for command in COMMANDS:
        run = [sys.executable, "-m", "dateline", *command.split(), "--help"]
        shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        if f"dateline {command}".strip() not in text:
            yield f"docs/commands.md lacks `dateline {command}`"
        for option in re.findall(r"--[a-z-]+", shown):
            if option not in text:
                yield f"docs/commands.md lacks {option} of `dateline {command}`"


def _links(page: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            yield f"{page.relative_to(ROOT)}: no {target}"


def _decisions(index: str) -> Iterator[str]:
    for page in sorted((ROOT / "docs/decisions").glob("[0-9]*.md")):
        if f"({page.name})" not in index:
            yield f"docs/decisions/README.md does not list {page.name}"


def main() -> int:
    """Prints the faults; 1 if there are any."""
    found = list(faults())
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"docs: {len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
