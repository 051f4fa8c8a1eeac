-- One row an event, however many articles report it: its first report, and how many outlets, stories and articles had it
-- when events were grouped last (dateline group); `originals` counts the copies of one text once. What was not grouped
-- yet stands by itself.
SELECT f.event_id AS cluster, coalesce(k.outlets, (f.outlet IS NOT NULL)::INTEGER) AS outlets,
       coalesce(k.stories, 1) AS stories, coalesce(k.originals, 1) AS originals, coalesce(k.articles, 1) AS articles,
       f.published AS first_published, coalesce(k.last_published, f.published) AS last_published,
       f.* EXCLUDE (published, url, outlet), f.outlet AS first_outlet, f.url AS first_url
FROM flat f
LEFT JOIN clusters k ON k.event_id = f.event_id AND k.version = f.version
WHERE k.cluster IS NULL OR k.cluster = f.event_id
