-- The name of a counted unit, `counted.unit`. Of a partner that is a person, it is not the person's name.
CASE counted.scope_kind
WHEN 'region' THEN (SELECT u.name FROM unit u WHERE u.code = counted.unit)
WHEN 'facility' THEN (SELECT u.name FROM unit u WHERE u.id = counted.unit::uuid)
WHEN 'partner' THEN (SELECT p.public_name FROM partner p WHERE p.id = counted.unit::uuid) END
