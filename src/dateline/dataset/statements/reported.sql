-- Events of newest codings, numbered in the order of their articles.
CREATE TEMP TABLE reported AS
SELECT row_number() OVER (ORDER BY n.number, e.event_id) - 1 AS place, n.number, e.event_id, e.version
FROM events e
JOIN numbered n USING (article_id, version)
