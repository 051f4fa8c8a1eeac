-- One row an event, an actor country of it and a recipient country of it: all pairs. Current codings only.
-- Parties without a country stand under null; an event without recipients has no row.
SELECT event_id, version, article_id,
       nullif(unnest(actor_countries), '') AS actor_country, nullif(recipient_country, '') AS recipient_country,
       type, quad_class, status, plover_score, goldstein, day_start, day_end, day_precision, place_country, confidence
FROM (
    SELECT * EXCLUDE (recipient_country), unnest(recipient_countries) AS recipient_country
    FROM current_events
)
