-- Pairs of reports whose words are alike (cosine), the later one of them in the block. Whole numbers, so that the order
-- of adding does not matter. Reports without a day have no story but their own. Words that a great part of the reports of these days have join nothing.
WITH near AS (SELECT number, word, weight FROM words WHERE number >= $start AND number < $stop),
shared AS (
    SELECT word FROM near GROUP BY word
    HAVING count(*) > 1 AND count(*) <= greatest(200, 0.04 * (SELECT count(DISTINCT number) FROM near))
),
lengths AS (SELECT number, sum(weight * weight)::DOUBLE AS square FROM near GROUP BY number),
products AS (
    SELECT a.number AS earlier, b.number AS later, sum(a.weight * b.weight)::DOUBLE AS product
    FROM near a
    JOIN near b ON a.word = b.word AND a.number < b.number
    SEMI JOIN shared ON shared.word = a.word
    WHERE b.number >= $block
    GROUP BY a.number, b.number
)
SELECT earlier, later, product / sqrt(a.square * b.square) AS alike
FROM products
JOIN lengths a ON a.number = earlier
JOIN lengths b ON b.number = later
JOIN numbered x ON x.number = earlier
JOIN numbered y ON y.number = later
WHERE y.day < 1000000000 AND y.day - x.day <= $days AND product >= $least * sqrt(a.square * b.square)
ORDER BY later, earlier
