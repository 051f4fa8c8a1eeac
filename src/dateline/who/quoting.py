"""Which words of a report stand inside quotation marks, as far as "I" and "you" need to know."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Article
from dateline.trees import Tree
from dateline.who.drafts import Draft


class Quotations:
    """The quotations of a report; a mark that was left open ends with its paragraph."""

    def __init__(self, article: Article, trees: Sequence[Tree]) -> None:
        self._sources = {"text": article.text, "title": article.title}
        self._begin: dict[int, int] = {}
        for tree in trees:
            self._begin.setdefault(tree.sentence.paragraph, tree.sentence.start)

    def around(self, tree: Tree, token: int) -> int:
        """0 outside quotations, else a number that the words of one paragraph's quotations share."""
        paragraph, field = tree.sentence.paragraph, tree.sentence.field
        before = self._sources[field][self._begin[paragraph] : tree[token].start][-20_000:]
        curly = before.count("“") - before.count("”")
        return paragraph + 1 if curly > 0 or before.count('"') % 2 else 0

    def addresses(self, draft: Draft) -> bool:
        """ "Esteemed general, last year you …": whether a phrase calls the one who is spoken to."""
        tree, first, last = draft.tree, draft.words[0], draft.words[-1]
        if draft.agent is None or draft.agent.kind not in ("post", "generic") or draft.definite or draft.plural:
            return False
        if not self.around(tree, draft.head) or tree.children(draft.head, "det", "nmod:poss", "case"):
            return False
        opens = first == 0 or tree[first - 1].upos == "PUNCT"
        closes = last + 1 < len(tree) and tree[last + 1].text in (",", "!")
        return tree[draft.head].relation == "vocative" or (opens and closes)
