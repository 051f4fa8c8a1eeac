WITH sides AS (
    SELECT event_id, version, side, name,
           list_concat(
               [country], [concat(coalesce(country, '---'), ' ', s) for s in sectors], ['--- ' || s for s in sectors]
           ) AS codes
    FROM parties
), involved AS (
    SELECT event_id, version,
           list_distinct(flatten(list(codes) FILTER (side = 'actor'))) AS actor_codes,
           list_distinct(flatten(list(codes) FILTER (side = 'recipient'))) AS recipient_codes,
           list_distinct(list(name) FILTER (side = 'actor')) AS actor_names,
           list_distinct(list(name) FILTER (side = 'recipient')) AS recipient_names
    FROM sides GROUP BY event_id, version
)
SELECT t.event_id, t.version, t.article_id, t.outlet, t.agency, t.published,
       t.type, t.modes, t.contexts, t.cameo, t.quad_class, t.plover_score, t.goldstein, t.status,
       t.day_start, t.day_end, t.day_precision,
       t.actor_name, t.actor_country, t.actor_sector, t.actor_countries,
       t.recipient_name, t.recipient_country, t.recipient_sector, t.recipient_countries,
       coalesce(i.actor_codes, []) AS actor_codes, coalesce(i.recipient_codes, []) AS recipient_codes,
       coalesce(i.actor_names, []) AS actor_names, coalesce(i.recipient_names, []) AS recipient_names,
       t.place_name, t.place_country, t.place_precision, t.geoprecision, t.lat, t.lon,
       t.trigger_text,
       coalesce(list_filter(t.evidence, lambda x: x.role = 'sentence')[1].text, t.trigger_text) AS sentence,
       lower(sentence) AS sentence_lower,
       coalesce(t.voices[1].name, t.voices[1].text) AS speaker, t.voices[1].country AS speaker_country,
       t.teller, t.teller_country, t.teller_sectors,
       t.confidence, t.coders, t.story, t.copy_of IS NOT NULL AS is_copy, t.cluster
FROM told t
LEFT JOIN involved i USING (event_id, version)
ORDER BY t.day_start DESC NULLS LAST, t.event_id
