-- What words are taken from: titles and openings. Copies are left out; `first` numbers the others.
SELECT n.number, lower(t.title) AS title, lower(substr(t.text, n.body + 1, 600)) AS opening
FROM numbered n
JOIN firsts f ON f.number = n.number AND f.first = n.number
JOIN texts t USING (article_id)
