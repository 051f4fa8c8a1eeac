SELECT p.name, p.office, p.country, p.sectors, a.published, count(*) AS mentions
FROM parties p
JOIN current_articles a USING (article_id, version)
WHERE p.office IS NOT NULL
GROUP BY ALL
