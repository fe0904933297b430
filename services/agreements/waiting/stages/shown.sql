-- The names of a page's cases, as they are today. Each is looked up by a key: joined to a view of all units, a page would
-- read all partners.
SELECT page.*, coalesce(facility.name, office.name, partner.public_name) AS unit_name,
       CASE WHEN a.id IS NOT NULL THEN party.facilities WHEN o.id IS NOT NULL THEN side.facilities
            WHEN c.id IS NOT NULL OR g.id IS NOT NULL OR l.meeting_id IS NOT NULL
            THEN ARRAY(SELECT u.name FROM unit u WHERE u.id = coalesce(c.keeper_id, g.unit_id, l.called_by))
            ELSE waiting_names_of_meeting(i.meeting_id, 'facility') END AS facilities,
       CASE WHEN a.id IS NOT NULL THEN party.partners WHEN o.id IS NOT NULL THEN side.partners
            WHEN c.id IS NOT NULL THEN '{}'
            WHEN l.meeting_id IS NOT NULL
            THEN ARRAY(SELECT m.public_name FROM meeting_call_unit n JOIN partner_resolved m ON m.named_as = n.unit_id
                       WHERE n.meeting_id = l.meeting_id ORDER BY m.public_name)
            WHEN g.id IS NOT NULL
            THEN ARRAY(SELECT m.public_name FROM partner_resolved m WHERE m.named_as = g.partner_id)
            ELSE waiting_names_of_meeting(i.meeting_id, 'partner') END AS partners,
       jsonb_strip_nulls(jsonb_build_object(
           'title', a.title,
           'task', i.task,
           'subject', coalesce(o.title, c.title),
           'missing', (SELECT jsonb_agg(jsonb_build_object('list', 'proposal_part', 'code', part, 'name', part))
                       FROM jsonb_array_elements_text(page.words -> 'missing') AS part),
           'meeting', i.meeting_id,
           'meeting_kinds', (SELECT jsonb_agg(jsonb_build_object('list', 'meeting_kind', 'code', kind, 'name', kind))
                             FROM unnest(l.kinds) AS kind),
           'document', page.words -> 'document',
           'addendum', page.words -> 'addendum',
           'ordinal', page.words -> 'ordinal',
           'dues', page.words -> 'dues',
           'evaluation', page.words -> 'evaluation',
           'who', (SELECT jsonb_agg(coalesce(
                              (SELECT u.name FROM unit u WHERE u.id = who.id::uuid),
                              (SELECT m.public_name FROM partner named
                               JOIN partner m ON m.id = coalesce(named.merged_into, named.id)
                               WHERE named.id = who.id::uuid)) ORDER BY who.nth)
                   FROM jsonb_array_elements_text(page.words -> 'who') WITH ORDINALITY AS who (id, nth)),
           'fields', (SELECT jsonb_agg(jsonb_build_object('id', f.name_indonesian, 'en', f.name_english))
                      FROM jsonb_array_elements_text(page.words -> 'fields') AS named (code) JOIN field f USING (code))
       )) AS shown
FROM page
LEFT JOIN agreement a ON a.id = page.about
LEFT JOIN action_item i ON i.id = page.about
LEFT JOIN proposal o ON o.id = page.about
LEFT JOIN ceremony c ON c.id = page.about
LEFT JOIN recognition g ON g.id = page.about
LEFT JOIN meeting_call l ON l.meeting_id = page.about
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(u.name ORDER BY p.ordinal) FILTER (WHERE u.id IS NOT NULL), '{}') AS facilities,
           coalesce(array_agg(m.public_name ORDER BY p.ordinal) FILTER (WHERE m.id IS NOT NULL), '{}') AS partners
    FROM party p
    LEFT JOIN unit u ON u.id = p.unit_id
    LEFT JOIN partner named ON named.id = p.unit_id
    LEFT JOIN partner m ON m.id = coalesce(named.merged_into, named.id)
    WHERE p.agreement_id = a.id AND p.left_on IS NULL) AS party
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(u.public_name ORDER BY n.nth) FILTER (WHERE u.kind <> 'partner'), '{}') AS facilities,
           coalesce(array_agg(u.public_name ORDER BY n.nth) FILTER (WHERE u.kind = 'partner'), '{}') AS partners
    FROM unnest(ARRAY[o.made_by, o.made_to]) WITH ORDINALITY AS n (id, nth)
    CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.id OFFSET 0) AS u) AS side
LEFT JOIN unit facility ON facility.id = CASE page.scope_kind WHEN 'facility' THEN page.unit::uuid END
LEFT JOIN unit office ON office.code = CASE page.scope_kind WHEN 'region' THEN page.unit END
LEFT JOIN partner ON partner.id = CASE page.scope_kind WHEN 'partner' THEN page.unit::uuid END
