-- One row an event, an actor country of it and a recipient country of it: all pairs. Current codings only.
-- Parties without a country stand under null; an event without recipients has none.
WITH sides AS (
    SELECT DISTINCT event_id, version, article_id, side, country
    FROM parties
)
SELECT e.event_id, e.version, e.article_id,
       actor.country AS actor_country, recipient.country AS recipient_country,
       e.type, e.quad_class, e.status, e.plover_score, e.goldstein, e.day_start, e.day_end, e.day_precision,
       e.place_country, e.confidence
FROM events e
JOIN current USING (article_id, version)
JOIN sides actor ON actor.event_id = e.event_id AND actor.version = e.version AND actor.side = 'actor'
JOIN sides recipient ON recipient.event_id = e.event_id AND recipient.version = e.version AND recipient.side = 'recipient'
