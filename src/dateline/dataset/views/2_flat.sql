-- One row an event, with its first parties, its place and day, and where it was reported. Current codings only.
SELECT e.event_id, e.version, e.article_id,
       a.outlet, a.published, a.agency, a.url,
       e.type, e.modes, e.contexts, e.cameo, e.quad_class, e.plover_score, e.goldstein,
       e.status, e.tense, e.polarity, e.certainty,
       e.day_start, e.day_end, e.day_precision,
       e.actor_country, e.actor_sector, e.actor_name,
       e.recipient_country, e.recipient_sector, e.recipient_name,
       e.place_name, e.place_country, e.place_admin1, e.lat, e.lon, e.geonameid, e.geoprecision,
       e.trigger_text, e.confidence, e.coders,
       e.voices[1].text AS first_voice, len(e.voices) AS voices
FROM current_events e
JOIN articles a USING (article_id, version)
