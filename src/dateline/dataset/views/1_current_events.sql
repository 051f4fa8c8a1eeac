-- The events of current codings, with all their columns.
SELECT events.*
FROM events
SEMI JOIN current USING (article_id, version)
