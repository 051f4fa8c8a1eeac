"""What the commands do with their arguments; each returns the name of its exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline import Coder
from dateline.cli.printing import printer
from dateline.errors import DatelineError, InputError
from dateline.explaining import draw
from dateline.reading import ReadOptions, check_places, make_article, read
from dateline.records import Article, Outcome

_QUIET = 3  # inputs; below this a run shows no progress


def run_code(files: list[str], options: ReadOptions, output: str, coder: Coder) -> str:
    """Code every input and print its outcome; the counts go to standard error."""
    show = printer(output)
    return each_outcome(files, options, coder, show)


def run_explain(files: list[str], options: ReadOptions, coder: Coder) -> str:
    """Code every input and print its explanation."""
    return each_outcome(files, options, coder, lambda outcome: print_text(draw(outcome)))


def print_text(text: str) -> None:
    """Text to standard output as it is."""
    sys.stdout.write(text)


def each_outcome(files: list[str], options: ReadOptions, coder: Coder, show: Callable[[Outcome], None]) -> str:
    """Code every input and show its outcome; the counts go to standard error."""
    counts: Counter[str] = Counter()
    try:
        places = check_places(files)
        for outcome in _with_progress(coder(read(places, options))):
            kind = type(outcome).__name__.lower()
            counts[kind] += 1
            counts["events"] += len(getattr(outcome, "events", ()))
            show(outcome)
    except BrokenPipeError:
        return "ok"  # the reader of our output has seen enough
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    total = counts["coded"] + counts["dropped"] + counts["failed"]
    sys.stderr.write(
        f"{total} inputs: {counts['coded']} coded, {counts['dropped']} dropped, {counts['failed']} failed; "
        f"{counts['events']} events\n"
    )
    return "ok" if counts["coded"] == total else "partial"


def _with_progress(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Counts inputs on standard error while it is a terminal and standard output is not."""
    live = sys.stderr.isatty() and not sys.stdout.isatty()
    for n, outcome in enumerate(outcomes, 1):
        yield outcome
        if live and n > _QUIET:
            sys.stderr.write(f"\r{n} inputs")
    if live:
        sys.stderr.write("\r\033[K")


def run_parse(file: str, output: str, *, gold_tokens: bool) -> str:
    """Print the parse of one text, or of the words of a CoNLL-U file."""
    from dateline.parsing import load_parser
    from dateline.parsing.conllu import read_conllu, write_conllu

    if output != "conllu":
        sys.stderr.write(f"dateline: unknown format {output!r}: choose conllu\n")
        return "usage"
    try:
        if gold_tokens:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            words = [[t.text for t in s.tokens] for s in read_conllu(text).sentences]
            print_text(write_conllu(load_parser().words(words)))
            return "ok"
        failed = False
        parser = load_parser()
        for item in read(check_places([file]), ReadOptions()):
            if isinstance(item, Article):
                print_text(write_conllu(parser(item)))
            else:
                sys.stderr.write(f"dateline: {item.input_id}: {item.reason} {item.detail}\n")
                failed = True
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    return "partial" if failed else "ok"


def run_lexicon_check(folder: Path | None) -> str:
    """Prove every frame; one line a fault."""
    from dateline.ontology import check
    from dateline.proving import prove

    try:
        tools = Coder(folder).tools
        check(tools.ontology)
        faults = list(prove(tools.lexicon.frames, tools))
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    for f in faults:
        print_text(f"{f.frame}: {f.sentence}\n    wanted {f.wanted}\n    found  {f.found}\n")
    frames = {f.id: f for f in tools.lexicon.frames}
    sentences = sum(len(f.codes_these) + len(f.not_these) for f in frames.values())
    print_text(f"{len(frames)} frames, {sentences} sentences, {len(faults)} faults\n")
    return "proof" if faults else "ok"


def run_lexicon_try(sentence: str, folder: Path | None) -> str:
    """Code one sentence and draw the result."""
    try:
        outcome = next(iter(Coder(folder)([make_article(sentence, input_id="sentence")])))
    except (InputError, DatelineError) as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    print_text(draw(outcome))
    return "ok"
