-- The words that tell what a report of a stretch is about, with their weight: the two dozen rarest.
INSERT INTO words
WITH weighed AS (
    SELECT number, word, round(100 * times * ln(1 + greatest((SELECT count(*) FROM firsts), 1000) / articles))::BIGINT AS weight
    FROM said
    JOIN known USING (word)
    WHERE number >= $block AND number < $stop
)
SELECT number, word, weight
FROM weighed
QUALIFY row_number() OVER (PARTITION BY number ORDER BY weight DESC, word) <= 24
