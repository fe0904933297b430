-- An open program has no cohort: with the first cohort it is running.
SELECT 'without_cohort', p.id, p.id, p.opened_on, NULL FROM near p WHERE p.state = 'open'
