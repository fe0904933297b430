-- The name of a counted unit, `counted.unit`.
CASE counted.scope_kind WHEN 'facility' THEN (SELECT f.name FROM facility f WHERE f.id = counted.unit::uuid) END
