-- One row an event as one report tells it, with all its columns: who published it, who it rests on (the innermost
-- voice), and of which event (`cluster`) and story it is a report. Current codings only.
SELECT e.*, a.outlet, a.agency, a.published, a.copy_of, a.story, coalesce(k.cluster, e.event_id) AS cluster,
       coalesce(e.voices[len(e.voices)].name, e.voices[len(e.voices)].text) AS teller,
       e.voices[len(e.voices)].country AS teller_country, e.voices[len(e.voices)].sectors AS teller_sectors
FROM current_events e
JOIN current_articles a USING (article_id, version)
LEFT JOIN (SELECT * FROM clusters WHERE cluster <> event_id) k USING (event_id, version)
