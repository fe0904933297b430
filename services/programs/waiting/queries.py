"""SQL of the waiting cases: programs and cohorts at their facility, missing templates at the directorate general."""

from services.programs.catalogue.shipped import shipped_catalogue
from services.programs.waiting.model import KINDS, QUIET_DAYS
from shared.rooms.waiting.stages import Stage, WaitingList

# Only the reader's facilities and regions are read. Programs wait at facilities, so a partner has no rows here.
_NEAR = """
SELECT * FROM program WHERE :nation
UNION ALL
SELECT * FROM program WHERE NOT :nation AND (facility_id = ANY (:facilities::uuid[]) OR region = ANY (:regions::text[]))
"""

# A program cannot be opened before its fiscal year, so until then it does not wait.
_TO_BE_OPENED = """
SELECT 'to_be_opened' AS kind, p.id AS about, p.id AS program_id, greatest(s.reached_on, year.begins) AS since,
       NULL AS cohort
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
CROSS JOIN LATERAL (SELECT make_date(p.fiscal_year, 1, 1) AS begins) AS year
WHERE p.state = 'planned' AND year.begins <= (:now AT TIME ZONE p.zone)::date
"""

# An open program has no cohort: with the first cohort it is running.
_WITHOUT_COHORT = "SELECT 'without_cohort', p.id, p.id, p.opened_on, NULL FROM near p WHERE p.state = 'open'"

# LEFT JOIN, because the first session is due under any template, even one that this catalogue does not know.
_SESSIONS = """
SELECT CASE held.sessions WHEN 0 THEN 'first_session' ELSE 'next_session' END, c.id, p.id,
       coalesce(held.last_on, c.started_on), c.name
FROM cohort c JOIN near p ON p.id = c.program_id
LEFT JOIN (VALUES {templates}) AS template (code, version, sessions)
       ON template.code = p.template AND template.version = p.template_version
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id) AS held
WHERE held.sessions = 0
   OR (held.sessions < template.sessions AND held.last_on < (:now AT TIME ZONE p.zone)::date - {quiet})
"""

_WITHOUT_AGREEMENT = """
SELECT 'without_agreement', p.id, p.id, max(without.day), NULL
FROM near p JOIN authorisation a ON a.program_id = p.id
CROSS JOIN LATERAL (SELECT least(a.ended_on, a.until + 1) AS day) AS without
GROUP BY p.id HAVING bool_and(coalesce(without.day <= (:now AT TIME ZONE p.zone)::date, false))
"""

_AT_FACILITIES = """
SELECT open.kind, about, 'facility:' || p.facility_id AS desk, p.facility_name AS unit_name, p.region, p.zone, since,
       NULL::date AS due_on, ARRAY[p.facility_name] AS facilities,
       ARRAY(SELECT DISTINCT a.agency_name FROM authorisation a
             WHERE a.program_id = p.id AND a.agency_name IS NOT NULL ORDER BY a.agency_name) AS partners,
       jsonb_build_object('title', jsonb_build_object('id', p.title_indonesian, 'en', p.title_english),
                          'year', p.fiscal_year, 'cohort', cohort) AS words
FROM open JOIN near p ON p.id = open.program_id
"""

_GAPS = """
SELECT 'template_missing', g.id, 'nation', NULL, NULL, g.zone, (g.found_at AT TIME ZONE g.zone)::date, NULL,
       ARRAY[g.facility_name], array_remove(ARRAY[g.agency_name], NULL),
       jsonb_build_object('title', g.description, 'field', g.field)
FROM template_gap g WHERE g.closed_at IS NULL
"""


def _sessions() -> str:
    """A cohort is done after the sessions of its template. The catalogue keeps old versions of templates."""
    templates = shipped_catalogue().templates
    # Codes are written into the SQL unquoted, because their pattern allows only small letters and underscores.
    rows = (f"('{template.code}', {template.version}, {template.sessions})" for template in templates)
    return _SESSIONS.format(templates=", ".join(rows), quiet=QUIET_DAYS)


_STAGES = (
    Stage("to_be_opened", _TO_BE_OPENED),
    Stage("without_cohort", _WITHOUT_COHORT),
    Stage("sessions", _sessions()),
    Stage("without_agreement", _WITHOUT_AGREEMENT),
)

WAITING = WaitingList(
    "programs",
    KINDS,
    _STAGES,
    common=(Stage("near", _NEAR),),
    at_desks=Stage("at_facilities", f"{_AT_FACILITIES} UNION ALL {_GAPS}"),
)
