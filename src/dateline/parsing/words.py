"""Text → words, as the UD English treebanks cut them: hyphens and clitics apart, abbreviations and addresses whole."""

import re

# Prefixes that stay with their word ("ex-minister"); every other hyphen is a token of its own.
_PREFIXES = (
    "anti|co|counter|de|e|ex|extra|hyper|inter|mega|mid|mini|multi|neo|non|over|post|pre|pseudo|re|semi|sub|super|trans|"
    "ultra|un"
)
_WORD = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.)[^\s<>"]+[^\s<>".,;:!?)\]'] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<dotted>(?:[^\W\d_]\.){{2,}}(?!\w) | [A-Z]\.(?=\s))                  # U.S. · a.m. · J.
  | (?P<number>\d{{1,4}}(?:/\d{{1,4}}){{1,2}}(?!\w)                          # 9/11 · 11/2/2005
      | \d{{1,2}}:\d\d(?::\d\d)?(?!\w) | \d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?!\w) | \d{{3}}-\d{{3,4}}(?:-\d{{4}})?(?!\w))
  | (?P<prefixed>(?i:{_PREFIXES})-[^\W\d_]+)
  | (?P<clitic>(?<=\w)(?:['’`](?i:s|m|d|re|ve|ll)(?!\w)))
  | (?P<word>[^\W_](?:[^\W_]|(?<=\w)[.&_](?=\w)|['’](?=\w))*)
  | (?P<run>(?P<mark>[^\w\s])(?P=mark)+)
  | (?P<marks>[:;]-?[()DP](?!\w) | [-=]{{3,}} | [!?.]{{2,}} | .)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?<=\w)(n['’`]?t|['’`](?:s|m|d|re|ve|ll))$")
_NEGATED = re.compile(
    r"(?i)^(?:ca|wo|sha|ai|do|does|did|is|are|was|were|has|have|had|would|could|should|must|might|need|dare)n['’`]?t$"
)
_PAIRS = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2}
ABBREVIATIONS = frozenset(
    """adm amb apr assn asst atty aug ave bldg blvd brig bros capt cf cmdr co col comdr corp cpl dec dept det
    dist dr ed est esq et etc ext feb fig fr fri ft gen gov govt hon hr inc ing insp intl jan jr jul jun lt
    ltd maj mar messrs mfg mgr mlle mme mon mr mrs ms msgr mt mtg nov no nos oct op pfc ph pp pres prof prop
    pvt rep reps res ret rev rt sat sen sens sept sep sgt sr st ste sub sun supt tel thu thur thurs tue tues
    univ v vol vs wed al approx cal ca eg ie fla calif conn ariz ill ind kan ky mass mich minn miss mo neb
    nev okla ore pa tenn tex va wash wis wyo rs sq""".split()
)


def split_words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word of `text`, in order; white space belongs to none."""
    out: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            continue
        if match.lastgroup in ("word", "prefixed"):
            out += _parts(text, start, end)
        else:
            out.append((start, end))
    return _with_abbreviations(text, out)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A word and its clitics: "didn't" → "did" "n't", "cannot" → "can" "not"."""
    word = text[start:end]
    cut = _PAIRS.get(word.lower())
    if cut is None and (len(word) > 3 or word[-2:-1] in "'’`"):
        match = _CLITIC.search(word)
        if match and (match[1][0] not in "nN" or _NEGATED.match(word)):
            cut = match.start()
    if cut:
        return [*_parts(text, start, start + cut), (start + cut, end)]
    return [(start, end)]


def _with_abbreviations(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins the full stop to an abbreviation that is not the last word of the text."""
    out: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(words):
        if (
            out
            and text[start:end] == "."
            and out[-1][1] == start
            and text[out[-1][0] : start].lower() in ABBREVIATIONS
            and i + 1 < len(words)
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
