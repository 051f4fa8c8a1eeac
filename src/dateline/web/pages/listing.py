"""The columns in which events are listed, here and in files."""

COLUMNS = """event_id, article_id, day_start, day_end, day_precision, type, modes, contexts, status, quad_class,
       plover_score, goldstein, cameo, actor_name, actor_country, actor_sector, recipient_name, recipient_country,
       recipient_sector, place_name, place_country, geoprecision, speaker, speaker_country, outlet, published,
       confidence, coders, story, cluster, is_copy, sentence"""
ORDER = "day_start DESC NULLS LAST, event_id"
