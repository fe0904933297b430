-- A suspended program waits to be resumed or ended; one whose fiscal year is over waits to be ended.
SELECT 'suspended', p.id, p.desk, p.zone, s.suspended_on, NULL, s.suspended_on, upper(p.year) - 1
FROM near p JOIN program_suspension s ON s.program_id = p.id AND s.resumed_on IS NULL
WHERE p.state = 'suspended'
UNION ALL
SELECT 'to_be_ended', p.id, p.desk, p.zone, upper(p.year), NULL, upper(p.year), NULL
FROM near p WHERE p.state IN ('open', 'running', 'suspended')
