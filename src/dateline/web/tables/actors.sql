SELECT name, country, min(sectors[1]) AS sector,
       count(DISTINCT event_id) FILTER (side = 'actor') AS acts,
       count(DISTINCT event_id) FILTER (side = 'recipient') AS receives
FROM parties
JOIN current USING (article_id, version)
GROUP BY name, country
ORDER BY acts + receives DESC, name, country
