"""`dateline lexicon diff`: two lexicons compared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import EXIT_CODES

if TYPE_CHECKING:
    from dateline.coder import Tools

PACKAGE = "package"  # the name that stands for the lexicon of the package
_WHOLE = ("words.yaml", "certainty.yaml")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A lexicon folder, or: package.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A lexicon folder, or: package.")] = PACKAGE,
) -> None:
    """Show the frames that differ between two lexicons, and the sentences of both that they code differently.

    A folder that has words.yaml and certainty.yaml stands by itself; the frames of any other are added to ours.
    """
    raise typer.Exit(EXIT_CODES[_run(old, new)])


def _run(old: str, new: str) -> str:
    from dateline.comparing import compare_coding, compare_frames
    from dateline.errors import DatelineError

    try:
        before, after = _tools(old, new)
        frames = compare_frames(before.lexicon, after.lexicon)
        for f in frames:
            sys.stdout.write(f"{f.change:<8} {f.frame}{'  in ' + ', '.join(f.parts) if f.parts else ''}\n")
        sentences = 0
        for c in compare_coding(before, after):
            sentences += 1
            lines = [c.sentence, *(f"  - {e}" for e in c.lost), *(f"  + {e}" for e in c.gained)]
            sys.stdout.write("\n".join(lines) + "\n")
    except BrokenPipeError:
        return "ok"
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    kinds = [sum(f.change == kind for f in frames) for kind in ("added", "removed", "changed")]
    told = "{} frames added, {} removed, {} changed".format(*kinds)
    sys.stdout.write(f"{told}; {sentences} sentences coded differently\n")
    return "ok"


def _tools(old: str, new: str) -> tuple[Tools, Tools]:
    """The tools with each lexicon; all but frames and types are shared."""
    import dataclasses

    from dateline import Coder
    from dateline.errors import ConfigError
    from dateline.ontology import load_ontology, with_own_types
    from dateline.what import load_lexicon

    package = Coder().tools
    out = []
    for name in (old, new):
        folder = None if name == PACKAGE else Path(name)
        if folder is not None and not folder.is_dir():
            raise ConfigError(f"no such folder: {name}")
        if folder is not None and all((folder / f).is_file() for f in _WHOLE):
            lexicon = load_lexicon(folder)
        else:
            lexicon = load_lexicon(extra=folder)
        ontology = with_own_types(load_ontology(), folder)
        out.append(dataclasses.replace(package, lexicon=lexicon, ontology=ontology))
    return out[0], out[1]
