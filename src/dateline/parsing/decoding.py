"""Scores → structures: a single-rooted tree from arc scores, well-formed spans from BIO scores."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_NEVER = -1e9


def is_tree(heads: Ints) -> bool:
    """Whether `heads` (of words 1…n; 0 is the root) is one tree with one root word."""
    values = heads.tolist()
    if values.count(0) != 1:
        return False
    reached = [True] + [False] * len(values)
    for start in range(1, len(values) + 1):
        path, at = [], start
        while not reached[at]:
            if at in path:
                return False
            path.append(at)
            at = values[at - 1]
        for word in path:
            reached[word] = True
    return True


def best_tree(scores: Floats) -> Ints:
    """The best single-rooted tree for `scores` [words, 1 + words], column 0 the root: heads of words 1…n."""
    n = len(scores)
    square = np.full((n + 1, n + 1), _NEVER, dtype=np.float64)
    square[1:] = scores
    heads = _arborescence(square)[1:]
    if (heads == 0).sum() == 1:
        return heads
    best, best_score = heads, -np.inf
    for root in np.argsort(-scores[:, 0], kind="stable")[:4]:
        single = square.copy()
        single[1:, 0] = _NEVER / 10
        single[root + 1, 0] = scores[root, 0]
        heads = _arborescence(single)[1:]
        score = square[np.arange(1, n + 1), heads].sum()
        if (heads == 0).sum() == 1 and score > best_score:
            best, best_score = heads, score
    return best


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    """Chu-Liu/Edmonds: scores[dependent, head] over nodes 0…n, 0 the root."""
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    scores[0] = _NEVER
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    m = len(outside)
    smaller = np.full((m + 1, m + 1), _NEVER)
    smaller[:m, :m] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    enter = entering.argmax(0)
    smaller[m, :m] = entering[enter, np.arange(m)]
    leaving = scores[np.ix_(outside, inside)]
    leave = leaving.argmax(1)
    smaller[:m, m] = leaving[np.arange(m), leave]
    inner = _arborescence(smaller)
    result: Ints = heads.copy()
    for k in range(1, m):
        result[outside[k]] = outside[inner[k]] if inner[k] < m else inside[leave[k]]
    result[inside[enter[inner[m]]]] = outside[inner[m]]
    return result


def _cycle(heads: Ints) -> list[int] | None:
    state = [0] * len(heads)  # 0 new, 1 done, -i on the path that began at i
    state[0] = 1
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = -start
            path.append(at)
            at = int(heads[at])
        if state[at] == -start:
            return path[path.index(at) :]
        for word in path:
            state[word] = 1
    return None


def best_tags(scores: Floats, allowed: Floats) -> list[int]:
    """The best tag sequence; `allowed` [tags, tags] holds 0 where tag b may follow tag a, else a large negative.

    Row `-1` of no tag: a sequence starts as if after tag 0 (O).
    """
    greedy = scores.argmax(1)
    tags: list[int] = greedy.tolist()
    if all(allowed[a, b] == 0 for a, b in zip([0, *tags], tags, strict=False)):
        return tags
    total = scores[0] + allowed[0]
    back = np.zeros((len(scores), scores.shape[1]), np.int64)
    for i in range(1, len(scores)):
        step = total[:, None] + allowed
        back[i] = step.argmax(0)
        total = step.max(0) + scores[i]
    tags = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def bio_transitions(labels: list[str]) -> Floats:
    """What may follow what in BIO: I-X only after B-X or I-X."""
    out = np.zeros((len(labels), len(labels)), np.float32)
    for a, before in enumerate(labels):
        for b, after in enumerate(labels):
            if after[0] == "I" and before[2:] != after[2:]:
                out[a, b] = -1e4
    return out


def mend_subjects(words: list[str], heads: list[int], relations: list[str]) -> None:
    """No verb has two subjects. Changes `heads` (-1 the root) and `relations` in place.

    "…, officials in Nairobi | said": a second subject behind the verb of a complement clause belongs to the governor
    that has none. "The militant group | Hamas fired": a second subject right behind the first is its apposition.
    "Britain, | France and Germany urged": a second subject of the same list is coordinated with the first.
    """
    subjects: dict[int, list[int]] = {}
    for i, relation in enumerate(relations):
        if relation in ("nsubj", "nsubj:pass"):
            subjects.setdefault(heads[i], []).append(i)
    for verb, found in subjects.items():
        governor = heads[verb]
        if len(found) != 2:
            continue
        first, second = found
        complement = governor >= 0 and governor not in subjects and relations[verb] in ("ccomp", "parataxis")
        if complement and first < verb < second < governor:
            heads[second], relations[second] = governor, "nsubj"
        elif second < verb and _listed(words, heads, relations, first, second):
            heads[second], relations[second] = first, "conj"
        elif second < verb and _right_behind(words, heads, first, second):
            heads[second], relations[second] = first, "appos"


def _right_behind(words: list[str], heads: list[int], first: int, second: int) -> bool:
    """Whether the second word follows the first, or is a name whose own words do: "rebel leader | Colonel Amin"."""
    between = range(first + 1, second)
    named = words[second][:1].isupper() and "," not in words[first:second]
    return not between or (named and all(first < heads[i] <= second for i in between))


def _listed(words: list[str], heads: list[int], relations: list[str], first: int, second: int) -> bool:
    """Whether nothing but a comma or an "and" stands between two phrases, and an "and" joins one of them to another."""
    above = {first, second}
    for i in range(first + 1, second):
        if heads[i] not in above and not (heads[i] >= 0 and first <= heads[i] <= second):
            return False
    joints = [i for i in range(first + 1, second) if words[i] in (",", "and", "&")]
    ands = [c for c in range(len(heads)) if relations[c] == "cc" and heads[c] > first and words[c] in ("and", "&")]
    joined = any(heads[c] == second or (relations[heads[c]] == "conj" and heads[heads[c]] in above) for c in ands)
    return bool(joints) and joined


def mend_cases(heads: list[int], relations: list[str]) -> None:
    """ "in Port-au-Prince": a preposition belongs to the first word of a name, never to a later part. In place."""
    for i, relation in enumerate(relations):
        if relation == "case":
            while heads[i] >= 0 and relations[heads[i]] == "flat" and heads[heads[i]] > i:
                heads[i] = heads[heads[i]]


_LINKS = frozenset({"in", "of", "at", "to", "for"})


def mend_hyphenated(words: list[str], heads: list[int], relations: list[str]) -> None:
    """ "commander-in-chief": what hangs on the last word, or above it, belongs to the first. In place."""
    for first in range(len(words) - 4):
        last = first + 4
        if words[first + 1] != "-" or words[first + 3] != "-" or words[first + 2].lower() not in _LINKS:
            continue
        inside = range(first, last + 1)
        if heads[first] in inside:
            heads[first], relations[first] = heads[last], relations[last]
        if heads[first] in inside:
            continue
        for i, head in enumerate(heads):
            if head in inside and i not in inside:
                heads[i] = first
        heads[last], relations[last] = first, "nmod"
        heads[first + 2], relations[first + 2] = last, "case"
        for hyphen in (first + 1, first + 3):
            heads[hyphen], relations[hyphen] = last, "punct"


WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())


def mend_weekdays(words: list[str], names: list[str], heads: list[int], relations: list[str]) -> None:
    """Parts "met with Bashar Assad | Tuesday": a name that a bare day has swallowed is the verb's own again.

    Changes `heads` (-1 the root) and `relations` in place.
    """
    for i, word in enumerate(words):
        if word.lower() not in WEEKDAYS or heads[i] < 0 or relations[i] not in ("obj", "obl", "obl:unmarked"):
            continue
        named = (c for c in range(i) if heads[c] == i and relations[c] in ("compound", "flat", "nmod:desc"))
        name = next((c for c in named if names[c][2:] in ("PER", "ORG", "LOC")), None)
        if name is None:
            continue
        case = any(heads[c] == name and relations[c] == "case" for c in range(i))
        for c in range(i):
            if heads[c] == i and c != name:
                heads[c] = name
                case = case or relations[c] == "case"
        heads[name], relations[name] = heads[i], "obl" if case else "obj"
        relations[i] = "obl:unmarked"


# Names that are pronouns when they are written small; the encoder sees small letters only.
_CAPITALS = {"WHO": "ORG", "US": "LOC"}


def mend_capitals(words: list[str], upos: list[str], names: list[str]) -> None:
    """Makes names of "WHO" and "US" where not all is written large. Changes `upos` and `names` in place."""
    for i, word in enumerate(words):
        if word in _CAPITALS and upos[i] != "PROPN" and not all(w.isupper() for w in words if w.isalpha()):
            upos[i] = "PROPN"
            names[i] = f"B-{_CAPITALS[word]}" if names[i] == "O" else names[i]
