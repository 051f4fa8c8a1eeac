-- The rows of `stories`.
SELECT a.article_id, c.article_id AS copy_of, s.article_id AS story
FROM placed p
JOIN numbered a ON a.number = p.number
JOIN numbered s ON s.number = p.story
LEFT JOIN numbered c ON c.number = p.first AND p.first <> p.number
ORDER BY p.number
