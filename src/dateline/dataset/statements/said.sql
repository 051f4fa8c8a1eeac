-- The words of a stretch of reports; those of a title count twice. Cut to six letters, so that "kidnap", "kidnapped" and
-- "kidnappers" are one.
INSERT INTO said
WITH every AS (
    SELECT number, unnest(regexp_extract_all(title, '[\p{L}\p{N}]{3,}')) AS word, 2 AS times FROM openings
    UNION ALL
    SELECT number, unnest(regexp_extract_all(opening, '[\p{L}\p{N}]{3,}')), 1 FROM openings
    UNION ALL
    SELECT number, unnest(regexp_extract_all(name, '[\p{L}\p{N}]{3,}')), 1 FROM names
)
SELECT number, left(word, 6), max(times)
FROM every
WHERE NOT list_contains($common, word)
GROUP BY number, left(word, 6)
