-- One row an event, however many articles report it: its first report, and how many outlets, stories and articles have
-- it; `originals` counts the copies of one text once. What was not grouped yet (dateline group) stands by itself.
WITH joined AS (SELECT * FROM clusters WHERE cluster <> event_id),
told AS (SELECT c.* FROM clusters c SEMI JOIN joined USING (cluster)),
counted AS (
    SELECT t.cluster, count(DISTINCT a.outlet) AS outlets, count(DISTINCT coalesce(s.story, a.article_id)) AS stories,
           count(DISTINCT coalesce(s.copy_of, a.article_id)) AS originals, count(DISTINCT a.article_id) AS articles,
           max(a.published) AS last_published
    FROM told t
    JOIN current_events e USING (event_id, version)
    JOIN articles a ON a.article_id = e.article_id AND a.version = e.version
    LEFT JOIN stories s ON s.article_id = e.article_id
    GROUP BY t.cluster
)
SELECT f.event_id AS cluster, coalesce(n.outlets, (f.outlet IS NOT NULL)::BIGINT) AS outlets,
       coalesce(n.stories, 1) AS stories, coalesce(n.originals, 1) AS originals, coalesce(n.articles, 1) AS articles,
       f.published AS first_published, coalesce(n.last_published, f.published) AS last_published,
       f.* EXCLUDE (published, url, outlet), f.outlet AS first_outlet, f.url AS first_url
FROM flat f
LEFT JOIN counted n ON n.cluster = f.event_id
ANTI JOIN joined j ON j.event_id = f.event_id AND j.version = f.version
