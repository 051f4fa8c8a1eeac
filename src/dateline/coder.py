"""The questions in order. Everything that codes news calls `code_batch`; the only place that catches everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from dateline.binding import bind, fill_first_persons, keep_told
from dateline.binding.scene import Scene
from dateline.errors import InputError
from dateline.ontology import Ontology, load_ontology, with_own_types
from dateline.parsing import load_parser
from dateline.records import Article, Coded, Dropped, Failed, Outcome, Parse, Version
from dateline.says import find_attributions
from dateline.sifting import check_language, check_worth
from dateline.trees import grow
from dateline.what import Lexicon, find_events, find_quantities, load_lexicon
from dateline.when import find_times
from dateline.where import Gazetteer, find_places, load_gazetteer, to_local_day
from dateline.who import Facts, find_mentions, load_own_facts, spot_names


class Parses(Protocol):
    """What the coder asks of a parser: an article in, its parse out, and the version of what read it."""

    version: str

    def __call__(self, article: Article) -> Parse: ...


@dataclass(frozen=True, repr=False)  # shown, it would be five megabytes of frames and tables
class Tools:
    """What the questions are answered with; loaded once, shared by all articles of a process."""

    parser: Parses
    facts: Facts
    gazetteer: Gazetteer
    lexicon: Lexicon
    ontology: Ontology
    version: Version
    as_told: bool = False  # whether parties that only the place or the report suggests are left out


class Own(NamedTuple):
    """What a user has set: a folder of frames, a table of actors, a gazetteer, and whether parties are only as told."""

    lexicon: Path | None = None
    actors: Path | None = None
    gazetteer: Path | None = None
    as_told: bool = False


def load_tools(code_version: str, own: Own) -> Tools:
    """The tools in the package, or the user's own in their place or beside them."""
    lexicon, actors, gazetteer, as_told = own
    facts = load_own_facts(actors)
    parser, frames, ontology = (
        load_parser(lexicon),
        load_lexicon(extra=lexicon),
        with_own_types(load_ontology(), lexicon),
    )
    places = load_gazetteer(gazetteer)
    known = f"{facts.version}+places.{places.version}" if gazetteer else facts.version
    code = f"{code_version}+as-told" if as_told else code_version
    version = Version(code, parser.version, frames.version, ontology.version, known)
    return Tools(parser, facts, places, frames, ontology, version, as_told)


def code_batch(articles: Sequence[Article], tools: Tools) -> list[Outcome]:
    """One outcome an article, in order. An article's outcome does not depend on its neighbours."""
    return [_outcome(a, tools) for a in articles]


def _outcome(article: Article, tools: Tools) -> Outcome:
    stage = ["start"]

    try:
        return code_article(article, tools, stage.append)
    except InputError as error:
        return Dropped(article.input_id, error.reason, error.detail, tools.version)
    except Exception as error:  # noqa: BLE001 - one broken article must not stop the batch; the stage and error are kept
        return Failed(article.input_id, stage[-1], f"{type(error).__name__}: {error}", tools.version)


def code_article(article: Article, tools: Tools, enter: Callable[[str], None] = lambda _: None) -> Coded:
    """Who did what to whom, when, where, and who says so. `enter` is told the name of each stage as it begins."""
    enter("sifting")
    check_worth(article)
    check_language(article)
    enter("parsing")
    trees = grow(tools.parser(article))
    enter("where")
    article = to_local_day(article, tools.gazetteer)
    enter("when")
    times = find_times(article, trees)
    enter("who")
    names = spot_names(article, trees, tools.facts)
    enter("where")
    places = find_places(article, trees, tools.gazetteer, names.countries())
    enter("who")
    mentions = find_mentions(names, places)
    enter("says")
    attributions = find_attributions(article, trees, mentions)
    mentions = fill_first_persons(mentions, attributions)
    enter("what")
    candidates, near_misses = find_events(trees, mentions, tools.lexicon)
    enter("binding")
    scene = Scene(
        article,
        trees,
        mentions=mentions,
        times=times,
        places=places,
        attributions=attributions,
        candidates=candidates,
        quantities=find_quantities(trees),
    )
    events = bind(scene, tools.ontology)
    if tools.as_told:
        events = keep_told(events)
    return Coded(
        input_id=article.input_id,
        article=article,
        events=events,
        attributions=attributions,
        times=times,
        places=places,
        mentions=mentions,
        near_misses=near_misses,
        version=tools.version,
    )
