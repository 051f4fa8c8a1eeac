WITH sides AS (
    SELECT event_id, version, side, name,
           list_concat(
               [country], [concat(coalesce(country, '---'), ' ', s) for s in sectors], ['--- ' || s for s in sectors]
           ) AS codes
    FROM parties
), involved AS (
    SELECT event_id, version,
           list_sort(list_distinct(flatten(list(codes) FILTER (side = 'actor')))) AS actor_codes,
           list_sort(list_distinct(flatten(list(codes) FILTER (side = 'recipient')))) AS recipient_codes,
           list_sort(list_distinct(list(name) FILTER (side = 'actor'))) AS actor_names,
           list_sort(list_distinct(list(name) FILTER (side = 'recipient'))) AS recipient_names
    FROM sides GROUP BY event_id, version
)
SELECT e.event_id, e.version, e.article_id, a.outlet, a.agency, a.published,
       e.type, e.modes, e.contexts, e.cameo, e.quad_class, e.plover_score, e.goldstein, e.status,
       e.day_start, e.day_end, e.day_precision,
       e.actor_name, e.actor_country, e.actor_sector, e.recipient_name, e.recipient_country, e.recipient_sector,
       coalesce(i.actor_codes, []) AS actor_codes, coalesce(i.recipient_codes, []) AS recipient_codes,
       coalesce(i.actor_names, []) AS actor_names, coalesce(i.recipient_names, []) AS recipient_names,
       e.place_name, e.place_country, e.place_precision, e.geoprecision, e.lat, e.lon,
       e.trigger_text,
       coalesce(list_filter(e.evidence, lambda x: x.role = 'sentence')[1].text, e.trigger_text) AS sentence,
       coalesce(e.voices[1].name, e.voices[1].text) AS speaker, e.voices[1].country AS speaker_country,
       e.confidence, e.coders,
       coalesce(s.story, e.article_id) AS story, s.copy_of IS NOT NULL AS is_copy,
       coalesce(c.cluster, e.event_id) AS cluster
FROM events e
JOIN current USING (article_id, version)
JOIN articles a USING (article_id, version)
LEFT JOIN involved i USING (event_id, version)
LEFT JOIN stories s USING (article_id)
LEFT JOIN clusters c USING (event_id, version)
ORDER BY e.day_start DESC NULLS LAST, e.event_id
