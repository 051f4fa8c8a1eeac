-- The signatures of a stretch of articles, in order; an article without words has none.
SELECT n.number, n.day, n.link, s.bands, s.shingles, len(s.shingles) AS size
FROM numbered n
JOIN signatures s USING (article_id)
WHERE n.number >= $start AND n.number < $stop AND len(s.bands) > 0
ORDER BY n.number
