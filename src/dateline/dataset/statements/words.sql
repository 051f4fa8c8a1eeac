-- The words that tell what a report is about, with their weight: of its title (twice) and opening, of the names of
-- parties, places and speakers; cut to six letters, so that "kidnap", "kidnapped" and "kidnappers" are one. The two
-- dozen rarest count. Copies are left out; `first` numbers the others.
CREATE TEMP TABLE words AS
WITH texts_cut AS (
    SELECT n.number, lower(t.title) AS title, lower(substr(t.text, n.body + 1, 600)) AS opening
    FROM numbered n
    JOIN firsts f ON f.number = n.number AND f.first = n.number
    JOIN texts t USING (article_id)
),
said AS (
    SELECT number, unnest(regexp_extract_all(title, '[\p{L}\p{N}]{3,}')) AS word, 2 AS times FROM texts_cut
    UNION ALL
    SELECT number, unnest(regexp_extract_all(opening, '[\p{L}\p{N}]{3,}')), 1 FROM texts_cut
    UNION ALL
    SELECT n.number, unnest(regexp_extract_all(lower(names.name), '[\p{L}\p{N}]{3,}')), 1
    FROM (
        SELECT article_id, version, name FROM parties
        UNION ALL SELECT article_id, version, name FROM places
        UNION ALL SELECT article_id, version, name FROM attributions WHERE name IS NOT NULL
    ) names
    JOIN numbered n USING (article_id, version)
    JOIN firsts f ON f.number = n.number AND f.first = n.number
),
counted AS (
    SELECT number, left(word, 6) AS word, max(times) AS times
    FROM said
    WHERE NOT list_contains($common, word)
    GROUP BY number, left(word, 6)
),
known AS (SELECT word, count(*) AS articles FROM counted GROUP BY word),
weighed AS (
    SELECT number, word, round(100 * times * ln(1 + greatest((SELECT count(*) FROM firsts), 1000) / articles))::BIGINT AS weight
    FROM counted
    JOIN known USING (word)
)
SELECT number, word, weight
FROM weighed
QUALIFY row_number() OVER (PARTITION BY number ORDER BY weight DESC, word) <= 24
