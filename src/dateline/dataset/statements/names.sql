-- What words are taken from besides: the names of parties, places and speakers.
SELECT n.number, lower(named.name) AS name
FROM (
    SELECT article_id, version, name FROM parties
    UNION ALL SELECT article_id, version, name FROM places
    UNION ALL SELECT article_id, version, name FROM attributions WHERE name IS NOT NULL
) named
JOIN numbered n USING (article_id, version)
JOIN firsts f ON f.number = n.number AND f.first = n.number
