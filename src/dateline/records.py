"""Every type that crosses a boundary. Frozen; no behaviour beyond reading; imports nothing of ours.

Text is kept verbatim in the article; everything else is offsets into it (`Span`, Unicode code points, half-open).
The JSON that the command line, the API and the files give is these records encoded by msgspec (schema version 1).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Field = Literal["text", "title"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Precision = Literal[
    "time", "day", "week", "month", "season", "quarter", "year", "decade", "century", "range", "unknown"
]


class Span(Struct, frozen=True, order=True):
    """A stretch of the article's `text` or `title`: start and end in code points, half-open."""

    field: Field
    start: int
    end: int


class Quoted(Struct, frozen=True):
    """Words of the article and where they stand."""

    text: str
    span: Span


class Dateline(Struct, frozen=True, omit_defaults=True):
    """The line that opens an agency report: "BEIRUT, March 2 (Reuters) -". `day` is ISO, where it can be known."""

    text: str
    span: Span
    place: str | None = None
    day: str | None = None
    agency: str | None = None


class Published(Struct, frozen=True, omit_defaults=True):
    """The day of publication (ISO, day only) and who says so."""

    day: str
    by: Literal["caller", "header", "dateline"]
    instant: str | None = None  # UTC (ISO), where time and offset were written
    zone: str | None = None  # of the dateline's place, where the day was taken there


class Article(Struct, frozen=True):
    """One report as read. `article_id` hashes outlet, url, title and text; `input_id` is the caller's name for it."""

    article_id: str
    input_id: str
    title: str
    text: str
    dateline: Dateline | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    body: int = 0  # where the report proper begins in `text`, after header lines and the dateline
    day_refused: str | None = None  # the day of publication that was written, and why it is not believed


class Token(Struct, frozen=True):
    """A word. `head` is its governor's index in the sentence, -1 for the root; features are "" where not marked."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    relation: str
    name: str = "O"  # BIO tag: PER, LOC, ORG, NORP
    tense: str = ""
    verb_form: str = ""
    voice: str = ""
    mood: str = ""
    number: str = ""
    person: str = ""


class EventWord(Struct, frozen=True):
    """A word that the model takes for an event's: labels and party words with their probabilities."""

    word: int
    types: tuple[tuple[str, float], ...]
    modes: tuple[tuple[str, float], ...] = ()
    statuses: tuple[tuple[str, float], ...] = ()
    contexts: tuple[tuple[str, float], ...] = ()
    parties: tuple[tuple[int, Literal["actor", "recipient"], float], ...] = ()


class Sentence(Struct, frozen=True):
    """A sentence of `field`; `index` counts over the whole article, title first; `paragraph` counts blocks of text."""

    field: Field
    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    event_words: tuple[EventWord, ...] | None = None  # None where no model was asked


class Parse(Struct, frozen=True):
    """What the language model read in an article."""

    sentences: tuple[Sentence, ...]


# ---------------------------------------------------------------- who, when, where, who says so


class Evidence(Struct, frozen=True, omit_defaults=True):
    """Why a value stands: the words, the rule id or model label that read them, its part, and how sure it is."""

    span: Span
    by: str
    role: str
    reason: str = ""
    confidence: float = 1.0


class Actor(Struct, frozen=True):
    """Who a mention stands for, as of the day of the report.

    `country` is ISO 3166 alpha-3, KOS, or IGO UNO EUR NGO ISM IMG MNC; `sectors` are PLOVER sectors, primary first.
    `start`/`end` bound the fact that was used (ISO, to the precision known); `reason` says how it was resolved.
    """

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None
    reason: str = ""


class Mention(Struct, frozen=True):
    """A phrase that may be a party. `sentence` and `head` place its head word; a plural may stand for several.
    `elsewhere`: its words say that it is of other countries than the report's, or of no one country ("western states").
    """

    text: str
    span: Span
    kind: Literal["name", "nominal", "pronoun"]
    chain: str
    sentence: int
    head: int
    actors: tuple[Actor, ...] = ()
    elsewhere: bool = False


class Party(Struct, frozen=True):
    """An actor or recipient of an event: the words, and who they are."""

    text: str
    span: Span
    name: str
    country: str | None
    sectors: tuple[str, ...]
    entity: str | None
    office: str | None
    reason: str


class Time(Struct, frozen=True):
    """A time expression: TIMEX3 type and value, and the days it covers (ISO, both ends inclusive) where known."""

    text: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    start: str | None
    end: str | None
    precision: Precision
    reason: str = ""
    until: Span | None = None  # of the first end of a range: where the last end stands


class Day(Struct, frozen=True):
    """When an event took place: an interval of days, both ends inclusive, and what it was read from."""

    start: str | None
    end: str | None
    precision: Precision
    text: str
    span: Span | None
    reason: str


class Place(Struct, frozen=True):
    """A place name and where it is. Coordinates in degrees (WGS 84); unknown parts are None.

    `geoprecision`: 1 the place itself, 2 near it, 3 a second-level unit, 4 a first-level unit, 5 a region, river or
    stretch of border, 6 a country, 7 several countries or the high seas; None where the name is not known.
    """

    text: str
    span: Span
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: Literal["country", "admin1", "admin2", "city", "region", "unknown"]
    reason: str = ""
    geoprecision: int | None = None


class Speaker(Struct, frozen=True):
    """Who says it: the words, the actor where known, the sort of speaker; a pronoun `stands_for` earlier words."""

    text: str
    spans: tuple[Span, ...]
    actor: Actor | None = None
    kind: Literal["name", "role", "anonymous", "document", "pronoun", "nobody"] = "role"
    stands_for: Quoted | None = None


class Cue(Struct, frozen=True):
    """The words of saying: "said", "according to", "quoted … as saying"."""

    text: str
    spans: tuple[Span, ...]


class Content(Struct, frozen=True):
    """What is said."""

    spans: tuple[Span, ...]


class Attribution(Struct, frozen=True):
    """Speaker, cue, content. `parent` is the attribution that this one is told inside of."""

    id: str
    speaker: Speaker
    cue: Cue
    content: Content
    kind: Literal["direct", "indirect", "mixed"]
    stance: str
    parent: str | None = None


class Voice(Struct, frozen=True):
    """One link of the chain behind an event, outermost first; the agency stands in the article, not here."""

    attribution: str | None
    text: str
    span: Span | None
    actor: Actor | None


# ---------------------------------------------------------------- what


class Factuality(Struct, frozen=True):
    """How the text presents the event; status is derived from this and the day."""

    tense: Literal["past", "present", "future", "none"] = "past"
    polarity: Literal["positive", "negative"] = "positive"
    certainty: Literal["certain", "probable", "possible"] = "certain"


# Types that are done by saying it, also in words that tell of no party.
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})


class Candidate(Struct, frozen=True):
    """An event as `what` reads it off the tree, before it is bound to parties, day, place and voices.

    `actors` and `recipients` are head words, token indices in sentence `sentence`; `trigger` are the words that name
    the event, `head` the chief one. `hints` are token indices of words that limit its day and place.
    """

    sentence: int
    head: int
    trigger: tuple[int, ...]
    type: str
    modes: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    factuality: Factuality
    by: str
    coders: tuple[Literal["frame", "learned"], ...]
    cameo: str | None = None
    confidence: float = 0.8
    reading: EventWord | None = None  # what the model makes of the event's word, where it takes it for one
    path: tuple[str, ...] = ()  # the frames and operators passed on the way, outermost last
    scope: tuple[int, ...] = ()  # predicate words whose adjuncts also hold of the event


class NearMiss(Struct, frozen=True):
    """A sentence without an event: the frame that came nearest to coding it, its word, the condition that failed."""

    sentence: Span
    frame: str
    span: Span
    failed: str


class Count(Struct, frozen=True):
    """Casualties and sizes: at least `low`, at most `high` (None where the text sets no bound: "at least 30")."""

    low: int
    high: int | None
    span: Span


class Quantity(Struct, frozen=True):
    """A number of people that the text gives: of which `kind` (killed, crowd …), said with `word` of `sentence`."""

    kind: str
    count: Count
    sentence: int
    word: int


class Event(Struct, frozen=True):
    """Who did what to whom, when, where, and who says so."""

    id: str
    article_id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    quad_class: str
    plover_score: float | None
    goldstein: float | None
    status: Status
    factuality: Factuality
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    day: Day
    place: Place | None
    says: tuple[Voice, ...]
    counts: dict[str, Count]
    trigger: Quoted
    evidence: tuple[Evidence, ...]
    confidence: float
    coders: tuple[str, ...]
    cluster: str | None = None


class Version(Struct, frozen=True):
    """What coded the article; all five are stored with every outcome."""

    code: str
    model: str
    lexicon: str
    ontology: str
    facts: str


class Coded(Struct, frozen=True, tag="coded", tag_field="outcome"):
    """The report was read and coded; it may hold no event."""

    input_id: str
    article: Article
    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    mentions: tuple[Mention, ...]
    near_misses: tuple[NearMiss, ...]
    version: Version


class Dropped(Struct, frozen=True, tag="dropped", tag_field="outcome"):
    """The input is not something to code, and why."""

    input_id: str
    reason: str
    detail: str
    version: Version


class Failed(Struct, frozen=True, tag="failed", tag_field="outcome"):
    """The input broke a stage; the rest of the batch was coded."""

    input_id: str
    stage: str
    error: str
    version: Version


Outcome = Coded | Dropped | Failed
