-- Events of newest codings in the order of their articles, with all that linking asks.
WITH sides AS (
    SELECT event_id, version,
           list({'name': name, 'entity': entity, 'country': country, 'sector': sectors[1]} ORDER BY position)
               FILTER (side = 'actor') AS actors,
           list({'name': name, 'entity': entity, 'country': country, 'sector': sectors[1]} ORDER BY position)
               FILTER (side = 'recipient') AS recipients
    FROM parties
    SEMI JOIN current USING (article_id, version)
    GROUP BY event_id, version
)
SELECT e.event_id, e.version, n.number AS article, p.first, p.story, n.day AS published, e.type, e.status, e.modes,
       e.day_start - DATE '1970-01-01' AS "start", e.day_end - DATE '1970-01-01' AS "end", e.day_span IS NOT NULL AS told,
       s.actors, s.recipients,
       e.place_name, e.place_country, e.place_admin1, e.geonameid, e.lat, e.lon, e.geoprecision
FROM events e
JOIN numbered n USING (article_id, version)
JOIN placed p USING (number)
LEFT JOIN sides s ON s.event_id = e.event_id AND s.version = e.version
ORDER BY n.number, e.event_id
