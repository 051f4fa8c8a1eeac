"""`dateline review`: draw a sample, decide on it, agree, estimate, export."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exporting import DatasetAt, ended
from dateline.cli.sheets import SheetFormat, print_rows
from dateline.errors import ConfigError

if TYPE_CHECKING:
    from dateline.dataset import Dataset
    from dateline.review import Decision, Item, Sample

app = typer.Typer(no_args_is_help=True, help="Human validation: samples, decisions, agreement, precision and recall.")
SampleName = Annotated[str, typer.Argument(metavar="SAMPLE", help="Its name.")]
_HELP = (
    "events:    r right · t TYPE wrong type · p KEN GOV > UGA GOV wrong party · n not an event\n"
    "sentences: m TYPE: KEN GOV > UGA GOV @ trigger words (several parted by ;) missed event · 0 none missed\n"
    "s skip · b back to the one before · q leave; what was decided is kept. # begins a note.\n"
)
_KEPT = 10  # decisions in memory before they are written


@app.command("draw")
def draw_sample(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    dataset: DatasetAt,
    sample: SampleName,
    events: Annotated[int, typer.Option(help="How many events.")] = 200,
    sentences: Annotated[int, typer.Option(help="How many sentences, to find missed events.")] = 200,
    by: Annotated[str, typer.Option(help="Strata: nothing, type, confidence or disagreement.")] = "disagreement",
    seed: Annotated[int, typer.Option(help="The same seed draws the same.")] = 1,
) -> None:
    """Draw events and sentences to decide on; the sample is kept in the dataset's folder."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.review import Plan, draw, save_sample

        opened = Dataset.open(dataset)
        plan = Plan(sample, events, sentences, by, seed)  # type: ignore[arg-type]  # `draw` checks it
        made = draw(opened.connection(), opened.version, plan)
        path = save_sample(_folder(opened), made)
        for s in made.strata:
            sys.stdout.write(f"{s.name}: {s.drawn} of {s.population}\n")
        sys.stderr.write(f"dateline: {path}: {len(made.items)} items\n")

    ended(work)


@app.command("code")
def code_sample(
    dataset: DatasetAt,
    sample: SampleName,
    coder: Annotated[str, typer.Option("--coder", help="Your name; you see no other coder's decisions.")],
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Settle what two coders decided otherwise.")] = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Decide item by item, one key each; `--adjudicate` shows what is disputed. Reads lines where it is no terminal."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.review import disputed, load_sample, recorded, undecided

        opened = Dataset.open(dataset)
        drawn = load_sample(_folder(opened), sample)
        known = recorded(opened, sample)
        left = disputed(drawn, known) if adjudicate else undecided(drawn, known, coder)
        others = known if adjudicate else ()
        done = _session(opened, drawn, left, (coder, "adjudicator" if adjudicate else "person"), others)
        sys.stderr.write(f"dateline: {done} decisions kept, {len(left) - done} items left\n")

    ended(work)


@app.command("estimate")
def estimate_sample(
    dataset: DatasetAt,
    sample: SampleName,
    machine: Annotated[bool, typer.Option("--machine", help="Of what machines decided, not people.")] = False,  # noqa: FBT002 - typer reads options so
    output: SheetFormat = None,
) -> None:
    """Precision and recall of the whole dataset, with 95 % intervals: of all events, and of each type."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.review import estimate, load_sample, recorded, settle, to_table

        opened = Dataset.open(dataset)
        drawn = load_sample(_folder(opened), sample)
        verdicts = settle(recorded(opened, sample), "machine" if machine else "person")
        print_rows(to_table(estimate(drawn, verdicts)).to_reader(), output)
        open_ones = sum(not v.settled for v in verdicts)
        sys.stderr.write(
            f"dateline: {'machines' if machine else 'people'} decided on {len(verdicts)} of {len(drawn.items)} items"
            + (
                f"; {open_ones} are disputed and count half each: `dateline review code --adjudicate`\n"
                if open_ones
                else "\n"
            )
        )

    ended(work)


@app.command("agree")
def agree_on_sample(dataset: DatasetAt, sample: SampleName) -> None:
    """How far the coders agree: Krippendorff's alpha with its 95 % interval."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.review import agree, load_sample, recorded

        opened = Dataset.open(dataset)
        load_sample(_folder(opened), sample)
        found = agree(recorded(opened, sample))
        if found.alike is None:
            raise ConfigError("no item has decisions of two people yet: let a second one code the sample")
        alpha = (
            "has no meaning where all decisions are the same"
            if found.alpha is None
            else f"{found.alpha:.3f} ({found.low:.3f} to {found.high:.3f})"
        )
        sys.stdout.write(
            f"coders {', '.join(found.coders)}\nitems  {found.items}\nalike  {found.alike:.3f}\nalpha  {alpha}\n"
        )

    ended(work)


@app.command("export")
def export_sample(
    dataset: DatasetAt,
    sample: SampleName,
    to: Annotated[str, typer.Option(help="jsonl, sentences (training notation) or cases (Markdown).")] = "jsonl",
    unchecked: Annotated[bool, typer.Option("--unchecked", help="Also where nobody looked for missed events.")] = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Write what people settled as gold."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.review import FORMATS, collect_gold, load_sample, recorded, write_gold

        if to not in FORMATS:
            raise ConfigError(f"--to {to!r}: there are {', '.join(FORMATS)}")
        opened = Dataset.open(dataset)
        drawn = load_sample(_folder(opened), sample)
        gold = collect_gold(opened.connection(), drawn, recorded(opened, sample))
        text, left = write_gold(gold, to, unchecked=unchecked)
        sys.stdout.write(text)
        for why, number in left.items():
            sys.stderr.write(f"dateline: left out {number}: {why}\n")

    ended(work)


# ---------------------------------------------------------------- a session


def _session(
    opened: Dataset, drawn: Sample, left: list[str], who: tuple[str, str], others: tuple[Decision, ...]
) -> int:
    """Ask about each item until there are no more, or the coder leaves; the number of items decided."""
    from dateline.review import as_text, record, show

    items, made, at = {i.item: i for i in drawn.items}, dict[str, "Decision"](), 0
    ask = _keys() if sys.stdin.isatty() else _lines()
    written = 0
    if sys.stdin.isatty():
        sys.stdout.write(_HELP)
    try:
        while at < len(left):
            item = items[left[at]]
            sys.stdout.write(f"\n[{at + 1}/{len(left)}] {item.kind}\n{as_text(show(opened.connection(), item))}")
            for d in others:
                if d.item == item.item:
                    sys.stdout.write(f"{d.coder} ({d.coder_kind}): {d.decision} {d.note}\n")
            told = _answer(ask, item, who)
            if told == "q":
                break
            if not isinstance(told, str):
                made[item.item] = told
                if len(made) >= _KEPT:
                    record(opened, drawn, list(made.values()))
                    written, made = written + len(made), {}
            at = max(at - 1, 0) if told == "b" else at + 1
    finally:  # a coder who breaks off keeps what he decided
        record(opened, drawn, list(made.values()))
    return written + len(made)


def _answer(ask: Callable[[Item], str | None], item: Item, who: tuple[str, str]) -> Decision | str:
    """A decision, or s, b or q; asked anew until it is one."""
    from msgspec.structs import replace

    from dateline.review import check_decision, read_decision

    while True:
        line = ask(item)
        if line is None:
            return "q"
        if line.strip() in {"s", "b", "q"}:
            return line.strip()
        try:
            now = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
            decision = replace(read_decision(line, item, who[0], now), coder_kind=who[1])
            check_decision(decision, item)
        except ConfigError as error:
            sys.stdout.write(f"{error}\n{_HELP}")
        else:
            return decision


def _lines() -> Callable[[Item], str | None]:
    """A line of standard input an item; its end leaves."""
    lines: Iterator[str] = iter(sys.stdin)
    return lambda _: next(lines, None)


def _keys() -> Callable[[Item], str | None]:
    """One key; where a decision needs more, a line after it."""

    def ask(item: Item) -> str | None:
        sys.stdout.write("> ")
        sys.stdout.flush()
        key: str = typer.getchar()
        if key in {"\x03", "\x04"}:
            return None
        sys.stdout.write(f"{key}\n")
        if key in {"t", "p", "m"} and item.kind == ("sentence" if key == "m" else "event"):
            return f"{key} {typer.prompt('it should be', default='', show_default=False)}"
        return key

    return ask


def _folder(opened: Dataset) -> Path:
    """Where the samples of a dataset lie."""
    folder = Path(opened.where)
    if not folder.is_dir():
        raise ConfigError("samples lie in the dataset's folder: review needs one on this machine")
    return folder
