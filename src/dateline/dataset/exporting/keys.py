"""What names a row of each table, for databases and for metadata; `times` and `places` have no name of their own."""

KEYS = {
    "versions": ("version",),
    "outcomes": ("input_key", "version"),
    "articles": ("article_id", "version"),
    "texts": ("article_id",),
    "signatures": ("article_id",),
    "events": ("event_id", "version"),
    "parties": ("event_id", "version", "side", "position"),
    "attributions": ("article_id", "version", "attribution_id"),
    "stories": ("article_id",),
    "clusters": ("event_id", "version"),
    "judgements": ("judgement_id",),
}
