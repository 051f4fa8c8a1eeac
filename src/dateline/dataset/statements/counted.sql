-- The rows of `clusters` (`linked`), with what is counted of a cluster in the row of its first report.
SELECT l.event_id, l.version, l.cluster, n.outlets, n.stories, n.originals, n.articles, n.last_published
FROM linked l
LEFT JOIN (
    SELECT k.cluster, count(DISTINCT a.outlet)::INTEGER AS outlets, count(DISTINCT s.story)::INTEGER AS stories,
           count(DISTINCT coalesce(s.copy_of, s.article_id))::INTEGER AS originals,
           count(DISTINCT a.article_id)::INTEGER AS articles, max(a.published) AS last_published
    FROM linked k
    JOIN events e USING (event_id, version)
    JOIN articles a ON a.article_id = e.article_id AND a.version = e.version
    JOIN placed_articles s ON s.article_id = e.article_id
    GROUP BY k.cluster
) n ON n.cluster = l.event_id
ORDER BY l.number
