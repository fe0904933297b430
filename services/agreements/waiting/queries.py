"""How what waits is found: one SELECT for each stage of an agreement's life, and at whose desk each matter lies.

`holder` says who has to act: its keepers, its facilities, or the region, partner or directorate that `unit` names.
"""

from services.agreements.register.store import PUBLIC_NAME
from services.agreements.succession.model import MONTHS_OF_A_MEETING
from services.agreements.waiting.model import EXPIRY_DAYS, KINDS
from shared.access.positions import CAPITAL_ZONE
from shared.rooms.waiting.stages import Stage, WaitingList

# Of what lies nowhere near the actor nothing can be at its desks: without this, each list would cost the whole nation.
_NEAR = """
SELECT * FROM agreement WHERE :nation
UNION ALL
SELECT * FROM agreement WHERE NOT :nation AND id IN (
    SELECT agreement_id FROM party WHERE facility_id = ANY (:facilities::uuid[]) OR partner_id = ANY (:partners::uuid[])
    UNION ALL
    SELECT p.agreement_id FROM facility f JOIN party p ON p.facility_id = f.id WHERE f.region = ANY (:regions::text[]))
"""

_DRAFTS = """
SELECT CASE last.move WHEN 'return' THEN 'revision_requested' ELSE 'draft' END AS kind, a.id AS agreement_id,
       'keepers' AS holder, NULL AS unit, (last.at AT TIME ZONE a.zone)::date AS since, NULL::date AS due_on,
       jsonb_build_object() AS words
FROM near a
CROSS JOIN LATERAL (SELECT h.move, h.at FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move IN ('draft', 'return') ORDER BY h.id DESC LIMIT 1) AS last
WHERE a.document_state = 'drafting'
"""

# A partner without an account in Sinergi answers by letter, which the keepers record: so it waits for them.
_REVIEWS = """
SELECT CASE WHEN answers.by_letter THEN 'partner_letter' ELSE 'review_by_' || d.side END, a.id,
       CASE WHEN answers.by_letter THEN 'keepers' ELSE d.side END, d.unit,
       (d.waiting_since AT TIME ZONE a.zone)::date, NULL, jsonb_build_object('who', {public_name})
FROM near a
JOIN review_desk d ON d.agreement_id = a.id AND d.verdict IS NULL
LEFT JOIN partner m ON d.side = 'partner' AND m.id::text = d.unit
CROSS JOIN LATERAL (SELECT d.side = 'partner' AND NOT EXISTS (
    SELECT FROM position p, LATERAL (SELECT (:now AT TIME ZONE '{capital}')::date AS day) AS capital
    WHERE p.capability = 'partner_contact' AND p.unit = d.unit
      AND p.valid_from <= day AND (p.valid_until IS NULL OR p.valid_until >= day)) AS by_letter) AS answers
WHERE a.document_state = 'review'
  AND d.round = (SELECT max(newest.round) FROM review_desk newest WHERE newest.agreement_id = a.id)
"""

# Twice on purpose: the keepers see one case with all who are missing, each partner's contact its own signature alone.
_SIGNATURES = """
SELECT w.kind, a.id, w.holder, w.unit, w.since, w.due_on, jsonb_build_object('who', missing.names)
FROM near a
CROSS JOIN LATERAL (SELECT (max(h.at) AT TIME ZONE a.zone)::date AS day FROM agreement_history h
                    WHERE h.agreement_id = a.id AND h.move = 'validate') AS validated
CROSS JOIN LATERAL (SELECT max(p.signed_on) AS day FROM party p WHERE p.agreement_id = a.id) AS signed
CROSS JOIN LATERAL (
    SELECT string_agg(coalesce(f.name, {public_name}), ', ' ORDER BY p.place) AS names,
           array_agg(p.partner_id) AS partners
    FROM party p LEFT JOIN facility f ON f.id = p.facility_id LEFT JOIN partner m ON m.id = p.partner_id
    WHERE p.agreement_id = a.id AND p.role = 'principal' AND p.signed_on IS NULL) AS missing
CROSS JOIN LATERAL (
    SELECT CASE WHEN signed.day IS NULL THEN 'to_be_signed' ELSE 'signatures_outstanding' END AS kind,
           'keepers' AS holder, NULL AS unit, coalesce(signed.day, validated.day) AS since,
           CASE WHEN signed.day IS NULL THEN a.signing_planned_on END AS due_on
    UNION ALL
    SELECT 'own_signature', 'partner', partner::text, validated.day, a.signing_planned_on
    FROM unnest(missing.partners) AS partner WHERE partner IS NOT NULL) AS w
WHERE a.document_state IN ('validated', 'awaiting_signature', 'partially_signed')
"""

_NUMBERS = """
SELECT 'number_missing', a.id, 'keepers', NULL, min(p.signed_on), NULL::date,
       jsonb_build_object('who', string_agg(coalesce(f.name, {public_name}), ', ' ORDER BY p.place))
FROM near a
JOIN party p ON p.agreement_id = a.id AND p.signed_on IS NOT NULL AND p.document_number IS NULL
LEFT JOIN facility f ON f.id = p.facility_id LEFT JOIN partner m ON m.id = p.partner_id
WHERE a.document_state IN ('partially_signed', 'signed')
GROUP BY a.id
"""

_NOT_RUNNING = """
SELECT 'not_running', a.id, 'facilities', NULL, greatest(a.effective_from, a.signed_on), NULL,
       jsonb_build_object()
FROM near a
WHERE a.document_state = 'signed' AND a.implementation_state = 'not_started'
  AND (:now AT TIME ZONE a.zone)::date BETWEEN a.effective_from AND a.effective_until
"""

# It waits since the first meeting that noted it, and can be added as long as the last one is recent enough for that.
_UNCOVERED = """
SELECT 'uncovered_practice', a.id, 'keepers', NULL, min(m.held_on),
       (max(m.held_on) + interval '{months} months')::date,
       jsonb_build_object('fields', string_agg(DISTINCT f.name_id, ', '),
                          'fields_en', string_agg(DISTINCT f.name_en, ', '))
FROM near a
JOIN meeting m ON m.agreement_id = a.id
JOIN uncovered_field u ON u.meeting_id = m.id
JOIN field f ON f.code = u.field
WHERE a.document_state = 'signed' AND NOT EXISTS (
    SELECT FROM agreement next JOIN scope_item i ON i.agreement_id = next.id
    WHERE next.predecessor_id = a.id AND next.document_state <> 'withdrawn' AND i.field = u.field)
GROUP BY a.id
"""

# As with the rungs of the expiry ladder, what lies beyond half of the term is left out.
_EXPIRING = """
SELECT 'expiring', a.id, 'keepers', NULL, greatest(lead.begins, a.signed_on), a.effective_until,
       jsonb_build_object()
FROM near a
CROSS JOIN LATERAL (SELECT a.effective_until - least({days}, (a.effective_until - a.effective_from) / 2)
                    AS begins) AS lead
WHERE a.document_state = 'signed'
  AND (:now AT TIME ZONE a.zone)::date BETWEEN lead.begins AND a.effective_until + {days}
  AND NOT EXISTS (SELECT FROM agreement next
                  WHERE next.predecessor_id = a.id AND next.document_state <> 'withdrawn')
"""

# Who keeps an agreement is said in Python by `agreement.commands.home`; a test holds the two together.
# UNION where several facilities may lie in one region, which is one desk. `unit` may be a region's code: without the
# CASE it could be cast to a uuid before the holder has been looked at.
_AT_DESKS = """
SELECT kind, a.id AS about, desk, unit_name, region, a.zone, since, due_on,
       ARRAY(SELECT f.name FROM party p JOIN facility f ON f.id = p.facility_id
             WHERE p.agreement_id = a.id ORDER BY p.place) AS facilities,
       ARRAY(SELECT {public_name} FROM party p JOIN partner m ON m.id = p.partner_id
             WHERE p.agreement_id = a.id ORDER BY p.place) AS partners,
       words || jsonb_build_object('title', a.title) AS words
FROM open JOIN near a ON a.id = open.agreement_id
CROSS JOIN LATERAL (
    SELECT 'facility:' || f.id AS desk, f.name AS unit_name, f.region
    FROM party p JOIN facility f ON f.id = p.facility_id
    WHERE p.agreement_id = a.id AND (holder = 'facilities' OR (holder = 'keepers' AND a.level = 'facility'))
    UNION
    SELECT 'region:' || r.code, r.name, r.code
    FROM party p JOIN facility f ON f.id = p.facility_id JOIN regional_office r ON r.code = f.region
    WHERE p.agreement_id = a.id
      AND ((holder = 'region' AND r.code = unit) OR (holder = 'keepers' AND a.level = 'regional'))
    UNION ALL
    SELECT 'partner:' || m.id, {public_name}, NULL
    FROM partner m WHERE m.id = CASE holder WHEN 'partner' THEN unit::uuid END
    UNION ALL
    SELECT 'nation', NULL, NULL WHERE holder = 'directorate' OR (holder = 'keepers' AND a.level = 'national')) AS d
"""

_CONSTANTS = {"capital": CAPITAL_ZONE, "months": MONTHS_OF_A_MEETING, "days": EXPIRY_DAYS, "public_name": PUBLIC_NAME}
_STAGES = {
    "drafts": _DRAFTS,
    "reviews": _REVIEWS,
    "signatures": _SIGNATURES,
    "numbers": _NUMBERS,
    "not_running": _NOT_RUNNING,
    "uncovered": _UNCOVERED,
    "expiring": _EXPIRING,
}

WAITING = WaitingList(
    "agreements",
    KINDS,
    [Stage(name, sql.format(**_CONSTANTS)) for name, sql in _STAGES.items()],
    common=(Stage("near", _NEAR),),
    at_desks=Stage("at_desks", _AT_DESKS.format(**_CONSTANTS)),
)
