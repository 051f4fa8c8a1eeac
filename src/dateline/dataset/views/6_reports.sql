-- One row an event, however many articles report it: its first report, and how many outlets, stories and articles have
-- it; `originals` counts the copies of one text once. What was not grouped yet (dateline group) stands by itself.
WITH told AS (
    SELECT coalesce(c.cluster, e.event_id) AS cluster, a.outlet, a.published, e.article_id,
           coalesce(s.story, e.article_id) AS story, coalesce(s.copy_of, e.article_id) AS original
    FROM current_events e
    JOIN articles a USING (article_id, version)
    LEFT JOIN clusters c ON c.event_id = e.event_id AND c.version = e.version
    LEFT JOIN stories s ON s.article_id = e.article_id
),
counted AS (
    SELECT cluster, count(DISTINCT outlet) AS outlets, count(DISTINCT story) AS stories,
           count(DISTINCT original) AS originals, count(DISTINCT article_id) AS articles,
           min(published) AS first_published, max(published) AS last_published
    FROM told
    GROUP BY cluster
)
SELECT n.*, f.* EXCLUDE (published, url, outlet), f.outlet AS first_outlet, f.url AS first_url
FROM counted n
JOIN flat f ON f.event_id = n.cluster
