-- What words are taken from, in the order of reports: titles and openings, and the names of parties, places and speakers.
-- Copies are left out; `first` numbers the others.
CREATE TEMP TABLE openings AS
SELECT n.number, lower(t.title) AS title, lower(substr(t.text, n.body + 1, 600)) AS opening
FROM numbered n
JOIN firsts f ON f.number = n.number AND f.first = n.number
JOIN texts t USING (article_id)
ORDER BY n.number;

CREATE TEMP TABLE names AS
SELECT n.number, lower(named.name) AS name
FROM (
    SELECT article_id, version, name FROM parties
    UNION ALL SELECT article_id, version, name FROM places
    UNION ALL SELECT article_id, version, name FROM attributions WHERE name IS NOT NULL
) named
JOIN numbered n USING (article_id, version)
JOIN firsts f ON f.number = n.number AND f.first = n.number
ORDER BY n.number;

CREATE TEMP TABLE said (number BIGINT, word VARCHAR, times INTEGER);
CREATE TEMP TABLE words (number BIGINT, word VARCHAR, weight BIGINT)
