"""Walking a parsed sentence: children, subtrees, noun phrases. A view of a `Sentence`; holds no knowledge of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.records import Parse, Sentence, Span, Token

_PHRASE_STOPS = frozenset({"acl", "acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "advcl", "list"})


class Tree:
    """A sentence with its children lists. Words are token indices; `tree[i]` is the token."""

    __slots__ = ("_children", "_relations", "index", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.index = sentence.index
        self.tokens = sentence.tokens
        self._relations = [t.relation for t in sentence.tokens]
        children: list[list[int]] = [[] for _ in sentence.tokens]
        for i, token in enumerate(sentence.tokens):
            if token.head >= 0:
                children[token.head].append(i)
        self._children = tuple(map(tuple, children))

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, i: int, *relations: str) -> tuple[int, ...]:
        """The dependents of `i` in text order; with relations given, those whose full relation is one of them."""
        children, own = self._children[i], self._relations
        if not relations or not children:
            return children
        return tuple([c for c in children if own[c] in relations])  # a list: half of all walking is here

    def child(self, i: int, *relations: str) -> int | None:
        """The first such dependent."""
        for c in self._children[i]:
            if self._relations[c] in relations:
                return c
        return None

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """`i` and what is coordinated with it, in text order."""
        found, queue = [], [i]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += self.children(at, "conj")
        return tuple(sorted(found))

    def subtree(self, i: int) -> tuple[int, ...]:
        """`i` and all it governs, in text order."""
        found, queue = [], [i]
        while queue:
            at = queue.pop()
            found.append(at)
            queue += self._children[at]
        return tuple(sorted(found))

    def phrase(self, i: int) -> tuple[int, ...]:
        """The noun phrase around head `i`, one unbroken run: modifiers, but no clauses, appositions or conjuncts."""
        found, queue = {i}, [i]
        while queue:
            at = queue.pop()
            for child in self._children[at]:
                relation = self.tokens[child].relation
                if relation in _PHRASE_STOPS or (at == i and relation in ("case", "mark", "cop", "nsubj")):
                    continue
                found.add(child)
                queue.append(child)
        low = high = i
        while low - 1 in found:
            low -= 1
        while high + 1 in found:
            high += 1
        return tuple(range(low, high + 1))

    def is_headline(self, verb: int) -> bool:
        """Whether the verb stands beside a bare noun as in "Australia to withdraw troops"."""
        head, relation = self.tokens[verb].head, self.tokens[verb].relation
        if not 0 <= head < verb or self.tokens[head].head >= 0 or self.children(head, "det", "cop", "nmod:poss"):
            return False
        if self.tokens[verb].verb_form != "Inf" or all(
            self.tokens[m].lemma != "to" for m in self.children(verb, "mark")
        ):
            return False
        if relation == "acl":  # "decision to withdraw" is no headline
            return self.tokens[head].upos == "PROPN"
        return relation in ("parataxis", "advcl") and self.tokens[head].upos in ("NOUN", "PROPN")

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        at = self.tokens[i].head
        while at >= 0:
            yield at
            at = self.tokens[at].head

    def follows(self, word: int, governor: int) -> bool:
        """Whether `word` comes right behind its governor or the governor's particle: "ruled out | negotiating"."""
        before = self.tokens[word - 1]
        return word - 1 == governor or (before.head == governor and before.relation == "compound:prt")

    def lemma(self, i: int) -> str:
        """The lemma of `i`, lower-case, with its verb particle: "call off"."""
        word = self.tokens[i].lemma.lower()
        particle = self.child(i, "compound:prt")
        return word if particle is None else f"{word} {self.tokens[particle].text.lower()}"

    def preposition(self, i: int) -> str:
        """The preposition that marks noun phrase `i`, lower-case ("according to" joined), or ""."""
        case = self.child(i, "case")
        if case is None:
            return ""
        words = [self.tokens[case].text, *(self.tokens[c].text for c in self.children(case, "fixed"))]
        return " ".join(words).lower()

    def span(self, words: Sequence[int]) -> Span:
        """From the first to the last of `words`, as offsets into the article."""
        return Span(self.sentence.field, self.tokens[words[0]].start, self.tokens[words[-1]].end)

    def whole(self) -> Span:
        """The sentence's own span."""
        return Span(self.sentence.field, self.sentence.start, self.sentence.end)

    def text(self, words: Sequence[int]) -> str:
        """The words joined by single spaces: for matching and messages, never for output (that cuts the article)."""
        return " ".join(self.tokens[w].text for w in words)


def grow(parse: Parse) -> tuple[Tree, ...]:
    """One tree a sentence, in order."""
    return tuple(Tree(s) for s in parse.sentences)


def surnames(trees: Sequence[Tree]) -> frozenset[str]:
    """The last words of the persons whom a report names in full."""
    return frozenset(
        token.text
        for tree in trees
        for i, token in enumerate(tree.tokens)
        if token.name == "I-PER" and (i + 1 == len(tree) or tree[i + 1].name != "I-PER")
    )
