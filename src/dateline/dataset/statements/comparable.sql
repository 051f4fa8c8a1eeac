-- Events of the wanted codings with all that is compared of them. Events of one article that hang on the same words
-- are told apart by their order.
WITH sides AS (
    SELECT event_id, version,
           list(concat_ws(' ', country, nullif(array_to_string(sectors, ' '), ''), '(' || name || ')') ORDER BY position)
               FILTER (side = 'actor') AS actors,
           list(concat_ws(' ', country, nullif(array_to_string(sectors, ' '), ''), '(' || name || ')') ORDER BY position)
               FILTER (side = 'recipient') AS recipients
    FROM parties SEMI JOIN wanted USING (article_id, version)
    GROUP BY event_id, version
)
SELECT e.article_id, e.event_id, e.trigger_text,
       e.trigger_span.field AS field, e.trigger_span."start" AS begin, e.trigger_span."end" AS until,
       row_number() OVER (
           PARTITION BY e.article_id, e.trigger_span
           ORDER BY try_cast(split_part(e.event_id, '-', 2) AS BIGINT), e.event_id
       ) AS nth,
       e.type, array_to_string(e.modes, ' ') AS modes, e.cameo, e.status,
       coalesce(array_to_string(s.actors, '; '), '') AS actors,
       coalesce(array_to_string(s.recipients, '; '), '') AS recipients,
       CASE WHEN e.day_start = e.day_end THEN e.day_start::VARCHAR
            ELSE concat_ws('/', e.day_start::VARCHAR, e.day_end::VARCHAR) END AS "day",
       concat_ws(', ', e.place_name, e.place_country) AS place
FROM events e
SEMI JOIN wanted USING (article_id, version)
LEFT JOIN sides s ON s.event_id = e.event_id AND s.version = e.version
