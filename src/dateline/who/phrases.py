"""Noun phrases as `who` needs them: the words around a head, the person in them, the agent phrase that ends them."""

from __future__ import annotations

from dateline.trees import Tree
from dateline.who.facts import Agent, Facts
from dateline.who.spelling import normalise, singular

_INSIDE = frozenset({"compound", "flat", "fixed", "goeswith", "amod", "det", "nummod"})
_INSIDE_FULL = frozenset({"nmod:poss", "nmod:desc", "nmod:unmarked", "det:predet"})
_JOINTS = frozenset({"-", "–", "'s", "’s", "'", "’", "and", "&", ",", "/", '"', "“", "”", "``", "''", "or"})
_LONGEST = 5
_UNSURE = frozenset({"O", "B-LOC", "B-ORG"})
_TITLED_SECTORS = ("GOV", "MIL", "LEG", "REL")  # a title without one ("sheikh") leaves it to the person


def core(tree: Tree, head: int) -> list[int]:
    """The unbroken run of words around `head`: its premodifiers with their conjuncts, names and titles, no clauses."""
    found, queue = {head}, [head]
    while queue:
        at = queue.pop()
        for child in tree.children(at):
            if child not in found and _belongs(tree, head, at, child):
                found.add(child)
                queue.append(child)
    low = high = head
    while True:
        step = _next(tree, found, low, -1)
        if step is None:
            break
        low = step
    while True:
        step = _next(tree, found, high, 1)
        if step is None:
            break
        high = step
    return list(_whole_words(tree, low, high))


def _whole_words(tree: Tree, low: int, high: int) -> range:
    """The run, widened to whole hyphenated words: "commander-in-chief" may hang together in any way."""
    while low > 1 and _tight(tree, low - 1):
        low -= 2
    while high < len(tree) - 2 and _tight(tree, high + 1):
        high += 2
    return range(low, high + 1)


def _tight(tree: Tree, i: int) -> bool:
    return tree[i].text == "-" and tree[i - 1].end == tree[i].start and tree[i].end == tree[i + 1].start


def _belongs(tree: Tree, head: int, at: int, child: int) -> bool:
    token = tree[child]
    relation = token.relation
    base = relation.split(":")[0]
    if relation in _INSIDE_FULL or base in _INSIDE:
        return True
    if base == "conj":
        return at != head and child < head
    if base == "appos":
        return child == at + 1 or (token.name != "O" and all(tree[i].upos == "PROPN" for i in range(at + 1, child)))
    if base == "advmod":
        return child < at and at != head
    return base in ("nmod", "dep") and token.name.endswith("PER") and not tree.children(child, "case") and child > at


def _next(tree: Tree, found: set[int], at: int, way: int) -> int | None:
    """The next word of the phrase that way, over hyphens, possessives, "and", and a name in brackets before it."""
    near = at + way
    if near in found:
        return near
    far = near + way
    if way < 0 and far - 2 in found and (tree[far - 1].text, tree[near].text) == ("(", ")"):
        return far - 2
    while 0 <= near < len(tree) and tree[near].text.lower() in _JOINTS:
        if far in found and (way < 0 or tree[near].text in ("-", "–")):
            return far
        near, far = far, far + way
        if abs(near - at) > 2:
            break
    return None


def person_words(tree: Tree, facts: Facts, words: list[int], taken: set[int]) -> list[int]:
    """The longest run of words tagged as a person and not part of a known name."""
    best: list[int] = []
    run: list[int] = []
    for i in words:
        goes_on = (
            tree[i].text in ("-", ".")
            if tree[i].upos == "PUNCT"
            else tree[i].name == "I-PER" or tree[i].relation == "flat"
        )
        if run and goes_on and i not in taken:
            run.append(i)
        else:
            best = max(best, run, key=len)
            run = [i] if tree[i].name.endswith("PER") and i not in taken else []
    best = max(best, run, key=len)
    while best and tree[best[-1]].upos == "PUNCT":
        best.pop()
    while len(best) > 1 and _title(facts, tree[best[0]].text):
        del best[0]
    best = best or _titled(tree, facts, words, taken)
    post = facts.agents.get(" ".join(singular(normalise(tree[i].text)) for i in best)) if best else None
    if post is None or post.kind != "post":
        return best
    surname = len(best) == 1 and post.sectors[:1] not in ((), ("GOV",)) and tree.child(best[0], "det") is None
    return best if surname else []  # "Bishop" may be one, "the Pope" is none


def _titled(tree: Tree, facts: Facts, words: list[int], taken: set[int]) -> list[int]:
    """A name right after a title that the model took for no name, or for an unknown place: "President BUSH"."""
    if len(words) < 2 or words[-1] in taken:
        return []
    token, before = tree[words[-1]], tree[words[-2]].text
    named = token.upos == "PROPN" and token.name in _UNSURE and token.text[:1].isupper() and not token.text.isupper()
    if not named or not before[:1].isupper() or not _title(facts, before):
        return []
    return [] if facts.agents.get(singular(normalise(token.text))) else [words[-1]]


def _title(facts: Facts, word: str) -> bool:
    agent = facts.agents.get(singular(normalise(word)))
    return not word[:1].isalnum() or (
        agent is not None and agent.kind == "post" and (not agent.sectors or agent.sectors[0] in _TITLED_SECTORS)
    )


def agent_at(tree: Tree, facts: Facts, words: list[int], end: int) -> tuple[Agent | None, list[int]]:
    """The longest agent phrase of `words` that ends at token `end`, and its tokens."""
    run = [i for i in words if i <= end and tree[i].upos != "PUNCT" and tree[i].text not in ("'s", "’s")]
    forms = [singular(normalise(tree[i].text)) for i in run[-_LONGEST:]]
    for size in range(len(forms), 0, -1):
        agent = facts.agents.get(" ".join(forms[-size:]))
        if agent is not None:
            return agent, run[-size:]
    return None, []


def title_start(tree: Tree, facts: Facts, name: int) -> int:
    """Where the title right before a person's name begins, whatever the tree says of it; `name` where there is none."""
    low = name
    while low > 0 and name - low < 12 and _titular(tree, low - 1):
        low -= 1
    agent, run = agent_at(tree, facts, list(range(low, name)), name - 1)
    if agent is not None and agent.kind in ("post", "generic", "role"):
        return run[0]
    link = next((i for i in range(name - 1, low, -1) if tree[i].text in ("of", "for")), low)
    agent, run = agent_at(tree, facts, list(range(low, link)), link - 1)
    return run[0] if agent is not None and agent.kind == "post" else name


def _titular(tree: Tree, i: int) -> bool:
    token = tree[i]
    if token.upos in ("PROPN", "ADJ", "NOUN"):
        return not token.name.endswith("PER") or token.text[:1].isupper()
    return token.text in ("-", "of", "for", "in", "the", "'s", "’s") or token.upos == "NUM"


def agent_over(tree: Tree, facts: Facts, words: list[int], head: int) -> tuple[Agent | None, list[int]]:
    """An agent phrase that goes on after its head: "secretary of state", "ministry of foreign affairs"."""
    for child in tree.children(head, "nmod"):
        if tree.preposition(child) not in ("of", "for", "in") or child < head:
            continue
        case = tree.child(child, "case")
        tail = [case if case is not None else child, *core(tree, child)]
        run = [*(i for i in words if i <= head), *(i for i in dict.fromkeys(tail) if tree[i].text.lower() != "the")]
        run = [i for i in run if tree[i].upos != "PUNCT"]
        forms = [singular(normalise(tree[i].text)) for i in run]
        first_tail = len([i for i in run if i <= head])
        for begin in range(max(0, first_tail - 4), first_tail):
            for end in range(len(forms), first_tail + 1, -1):
                agent = facts.agents.get(" ".join(forms[begin:end]))
                if agent is not None:
                    return agent, run[begin:end]
    return None, []


def main_agent(tree: Tree, facts: Facts, words: list[int], head: int) -> tuple[Agent | None, list[int]]:
    """The agent phrase of the phrase: at its head, or, where the head is a person's name, the last one before it."""
    agent, run = agent_over(tree, facts, words, head)
    if agent is not None:
        return agent, run
    end = _whole_words(tree, head, head)[-1]
    agent, run = agent_at(tree, facts, words, end) if head in words else (None, [])
    if agent is not None and agent.kind != "modifier":
        return agent, run
    if tree[head].upos != "PROPN" and not tree[head].name.endswith("PER"):
        return None, []
    for end in reversed(words):
        if end != head and end not in (run or ()) and tree[end].upos in ("NOUN", "PROPN", "ADJ"):
            agent, run = agent_at(tree, facts, words, end)
            if agent is not None and agent.kind in ("post", "role", "generic"):
                over, wide = agent_over(tree, facts, words, end)
                return (over, wide) if over is not None else (agent, run)
    return None, []


def modifier_sectors(tree: Tree, facts: Facts, words: list[int], before: int) -> tuple[str, ...]:
    """Sectors of the nearest word before `before` that names a service: "police", "opposition", "rebel"."""
    for i in reversed([i for i in words if i < before and tree[i].upos in ("NOUN", "ADJ", "PROPN", "VERB")]):
        agent, _ = agent_at(tree, facts, words, i)
        if agent is not None and agent.sectors and agent.kind != "whole":
            return agent.sectors
    return ()
