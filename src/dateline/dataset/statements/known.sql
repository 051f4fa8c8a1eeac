-- In how many reports each word is.
CREATE TEMP TABLE known AS SELECT word, count(*) AS articles FROM said GROUP BY word
