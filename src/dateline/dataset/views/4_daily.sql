-- Events that took place, counted by day, dyad and type; an event whose day is not known to the day is left out.
SELECT day_start AS day, actor_country, recipient_country, quad_class, type,
       count(*) AS events, avg(plover_score) AS plover_score, avg(goldstein) AS goldstein
FROM dyads
WHERE status = 'actual' AND day_start = day_end
GROUP BY ALL
