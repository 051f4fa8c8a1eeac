"""The model's card: name, hash, data, licences, scores.

    python -m training.language_model.card --model src/dateline/parsing/model \\
        --results bench/results.json --version 2026.11
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from .corpora import read_recipe

LICENCES = {
    "ud/ewt": "CC-BY-SA-4.0",
    "ud/gum": "CC-BY-4.0 annotations; texts CC-BY, CC-BY-SA-3.0, public domain",
    "names/uner": "CC-BY-SA-4.0",
    "names/gum": "as GUM",
    "names/wikigold": "CC-BY-4.0",
    "names/crossner": "MIT repository, CC-BY-SA text",
    "names/wnut17": "CC-BY-4.0",
    "names/re3d": "public domain, OGL-3.0, CC-BY-3.0-AU, CC-BY-SA-3.0",
    "*.txt": "CC0-1.0, written for this project (training/names)",
}
EVENTS = {
    "sentences/*.txt": "CC0-1.0, written for this project (training/sentences)",
    "texts/wikinews": "CC-BY-2.5",
    "texts/ntrex": "CC-BY-SA-4.0",
    "texts/wmt": "tests of WMT 2021 to 2023, free for research",
    "texts/ag_news": "AG News, test part, free for research and other non-commercial use",
    "texts/reuters21578": "Reuters-21578, free for research",
    "texts/bbc_politics": "BBC news 2004-05, class politics, free for non-commercial use and research",
    "texts/gmb": "Groningen Meaning Bank, public domain",
    "texts/newstest2016": "test of WMT 2016, Finnish, CC-BY-4.0",
}
SCORES = {
    "ewt_test_upos": "parsing.ewt_test.upos",
    "ewt_test_uas": "parsing.ewt_test.uas",
    "ewt_test_las": "parsing.ewt_test.las",
    "ewt_test_raw_las": "parsing.ewt_test_raw.las",
    "names_politics_f1": "names.politics.f1",
    "names_uner_ewt_f1": "names.uner_ewt.f1",
}


def card(model: Path, results: Path, version: str) -> str:
    """The card as TOML. Scores are of the int8 file, in percent."""
    figures = {k: v for part in json.loads(results.read_text(encoding="utf-8")).values() for k, v in part.items()}
    lines = [
        'name = "dateline-en"',
        f'version = "{version}"',
        f'sha256 = "{hashlib.sha256((model / "model.onnx").read_bytes()).hexdigest()}"',
        f'events_sha256 = "{hashlib.sha256((model / "events.onnx").read_bytes()).hexdigest()}"',
        'licence = "CC-BY-SA-4.0"',
        'base = "all-MiniLM-L6-v2 (Apache-2.0)"',
        'limits = "English only; edited news and web text. Names it has not seen are read by their context only."',
        "",
        "[scores]",
        *(f"{name} = {100 * float(figures[key]):.2f}" for name, key in SCORES.items()),
    ]
    for row in read_recipe(Path(__file__).parent / "recipe.toml")["corpora"]:
        for file in (row["file"], row.get("names")):
            if file:
                licence = next(v for k, v in LICENCES.items() if file.startswith(k))
                lines += ["", "[[data]]", f'file = "{file}"', f'licence = "{licence}"']
    for file, licence in EVENTS.items():
        lines += ["", "[[data]]", f'file = "{file}"', f'licence = "{licence}; events only"']
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes card.toml."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    (args.model / "card.toml").write_text(card(args.model, args.results, args.version), encoding="utf-8")


if __name__ == "__main__":
    main()
