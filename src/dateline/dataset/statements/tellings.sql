-- Events of newest codings in the order of their articles, with all that linking asks; a row for each of their parties.
SELECT t.place, t.number AS article, p.first, p.story, n.day AS published, e.type, e.status, e.modes,
       e.day_start - DATE '1970-01-01' AS "start", e.day_end - DATE '1970-01-01' AS "end", e.day_span IS NOT NULL AS told,
       e.place_name, e.place_country, e.place_admin1, e.geonameid, e.lat, e.lon, e.geoprecision,
       s.side, s.name, s.entity, s.country, s.sectors[1] AS sector
FROM reported t
JOIN events e USING (event_id, version)
JOIN numbered n USING (number)
JOIN placed p USING (number)
LEFT JOIN parties s ON s.event_id = t.event_id AND s.version = t.version
ORDER BY t.place, s.side, s.position
