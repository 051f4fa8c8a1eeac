-- Events that took place, counted by month (its first day), dyad and type; an event whose days lie in two months is left out.
SELECT date_trunc('month', day_start)::DATE AS month, actor_country, recipient_country, quad_class, type,
       count(*) AS events, avg(plover_score) AS plover_score, avg(goldstein) AS goldstein
FROM dyads
WHERE status = 'actual' AND date_trunc('month', day_start) = date_trunc('month', day_end)
GROUP BY ALL
