-- The field's old habit: of one type between one pair of countries at one place on one day, one event. Its first report,
-- and how many events and articles it stands for. Only what took place, on a day that is known.
SELECT day_start AS day, actor_country, recipient_country, type, place_country, place_name,
       min_by(cluster, (first_published, cluster)) AS cluster,
       count(*) AS events, sum(articles)::BIGINT AS articles, max(outlets) AS outlets,
       avg(plover_score) AS plover_score, avg(goldstein) AS goldstein
FROM reports
WHERE status = 'actual' AND day_start = day_end
GROUP BY ALL
