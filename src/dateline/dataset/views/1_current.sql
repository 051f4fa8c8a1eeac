-- The newest coding of each article: the greatest version.
SELECT article_id, max(version) AS version
FROM articles
GROUP BY article_id
