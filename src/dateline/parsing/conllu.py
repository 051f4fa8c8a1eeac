"""CoNLL-U in and out: gold words for measuring, trees to look at, stored parses for tests."""

from __future__ import annotations

from dateline.records import Parse, Sentence, Token

_FEATURES = ("Tense", "VerbForm", "Voice", "Mood", "Number", "Person")


def write_conllu(parse: Parse) -> str:
    """Ten columns a word; the name tag and the offsets stand in MISC."""
    lines: list[str] = []
    for sentence in parse.sentences:
        lines.append(f"# sent_id = {sentence.index + 1}")
        lines.append(f"# field = {sentence.field}")
        for i, t in enumerate(sentence.tokens):
            values = (t.tense, t.verb_form, t.voice, t.mood, t.number, t.person)
            features = "|".join(sorted(f"{k}={v}" for k, v in zip(_FEATURES, values, strict=True) if v)) or "_"
            misc = f"Name={t.name}|Start={t.start}|End={t.end}"
            row = (str(i + 1), t.text, t.lemma, t.upos, "_", features, str(t.head + 1), t.relation, "_", misc)
            lines.append("\t".join(row))
        lines.append("")
    return "\n".join([*lines, ""]) if lines else ""


def read_conllu(text: str) -> Parse:
    """A Parse from CoNLL-U. Offsets come from MISC (Start, End) or from joining the words by single spaces."""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    at = 0
    for line in [*text.splitlines(), ""]:
        if line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            tokens = []
            for row in rows:
                tokens.append(_token(row, at))
                at = tokens[-1].end + 1
            span = (tokens[0].start, tokens[-1].end)
            sentences.append(Sentence("text", len(sentences), len(sentences), *span, tuple(tokens)))
            rows = []
    return Parse(tuple(sentences))


def _token(row: list[str], at: int) -> Token:
    features = dict(f.split("=", 1) for f in row[5].split("|") if "=" in f)
    misc = dict(f.split("=", 1) for f in row[9].split("|") if "=" in f) if len(row) > 9 else {}
    start = int(misc.get("Start", at))
    return Token(
        start,
        int(misc.get("End", start + len(row[1]))),
        row[1],
        row[2],
        row[3],
        int(row[6]) - 1,
        row[7],
        misc.get("Name", "O"),
        *(features.get(k, "") for k in _FEATURES),
    )
