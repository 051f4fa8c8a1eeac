SELECT e.event_id, e.version, e.article_id, a.outlet, a.agency, a.published,
       e.type, e.modes, e.contexts, e.cameo, e.quad_class, e.plover_score, e.goldstein, e.status,
       e.day_start, e.day_end, e.day_precision,
       e.actor_name, e.actor_country, e.actor_sector, e.recipient_name, e.recipient_country, e.recipient_sector,
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
LEFT JOIN stories s USING (article_id)
LEFT JOIN clusters c USING (event_id, version)
ORDER BY e.day_start DESC NULLS LAST, e.event_id
