-- The articles of current codings, with all their columns; `copy_of` and `story` where they were grouped.
SELECT a.*, s.copy_of, coalesce(s.story, a.article_id) AS story
FROM articles a
SEMI JOIN current USING (article_id, version)
LEFT JOIN stories s USING (article_id)
