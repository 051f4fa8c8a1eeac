-- The rows of `clusters`, with what is counted of a cluster in the row of its first report.
SELECT t.event_id, t.version, f.event_id AS cluster, n.outlets, n.stories, n.originals, n.articles, n.last_published
FROM linked l
JOIN reported t USING (place)
JOIN reported f ON f.place = l.cluster
LEFT JOIN (
    SELECT l.cluster, count(DISTINCT a.outlet)::INTEGER AS outlets, count(DISTINCT p.story)::INTEGER AS stories,
           count(DISTINCT p.first)::INTEGER AS originals, count(DISTINCT t.number)::INTEGER AS articles,
           max(a.published) AS last_published
    FROM linked l
    JOIN reported t USING (place)
    JOIN placed p USING (number)
    JOIN numbered n USING (number)
    JOIN articles a ON a.article_id = n.article_id AND a.version = n.version
    GROUP BY l.cluster
) n ON n.cluster = l.place
ORDER BY l.place
