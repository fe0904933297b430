"""How what waits is found: programs and cohorts at their facility, gaps of the catalogue at the directorate."""

from services.programs.catalogue.queries import shipped_catalogue
from services.programs.waiting.model import QUIET_DAYS

# No list costs the whole nation. Programs wait at facilities only, so for partners nothing is near.
_NEAR = """
SELECT * FROM program WHERE $2
UNION ALL
SELECT * FROM program WHERE NOT $2 AND (facility_id = ANY ($3::uuid[]) OR region = ANY ($4::text[]))
"""

# A program cannot be opened before its fiscal year, so it waits only from then on.
_TO_BE_OPENED = """
SELECT 'to_be_opened' AS kind, p.id AS about, p.id AS program_id, greatest(s.reached_on, year.begins) AS since,
       NULL AS cohort
FROM near p
JOIN program_status s ON s.program_id = p.id AND s.state = 'planned'
CROSS JOIN LATERAL (SELECT make_date(p.fiscal_year, 1, 1) AS begins) AS year
WHERE p.state = 'planned' AND year.begins <= ($1 AT TIME ZONE p.zone)::date
"""

# With its first cohort a program runs: one that is open has none.
_WITHOUT_COHORT = "SELECT 'without_cohort', p.id, p.id, p.opened_on, NULL FROM near p WHERE p.state = 'open'"

# LEFT JOIN, since a first session is due under any template; of one that is not known no further session is.
_SESSIONS = """
SELECT CASE held.sessions WHEN 0 THEN 'first_session' ELSE 'next_session' END, c.id, p.id,
       coalesce(held.last_on, c.started_on), c.name
FROM cohort c JOIN near p ON p.id = c.program_id
LEFT JOIN (VALUES {templates}) AS template (code, version, sessions)
       ON template.code = p.template AND template.version = p.template_version
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(s.held_on) AS last_on FROM session s
                    WHERE s.cohort_id = c.id) AS held
WHERE held.sessions = 0
   OR (held.sessions < template.sessions AND held.last_on < ($1 AT TIME ZONE p.zone)::date - {quiet})
"""

_UNCARRIED = """
SELECT 'uncarried', p.id, p.id, max(without.day), NULL
FROM near p JOIN authorisation a ON a.program_id = p.id
CROSS JOIN LATERAL (SELECT least(a.ended_on, a.until + 1) AS day) AS without
GROUP BY p.id HAVING bool_and(coalesce(without.day <= ($1 AT TIME ZONE p.zone)::date, false))
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
    """After as many sessions as its template has a cohort is done; old versions of a template stay in the catalogue."""
    templates = shipped_catalogue().templates
    # Written into the SQL as they are: a code has small letters and underscores only, by its pattern.
    rows = (f"('{template.code}', {template.version}, {template.sessions})" for template in templates)
    return _SESSIONS.format(templates=", ".join(rows), quiet=QUIET_DAYS)


_OPEN = " UNION ALL ".join((_TO_BE_OPENED, _WITHOUT_COHORT, _sessions(), _UNCARRIED))

FOUND = f"WITH near AS ({_NEAR}), open AS ({_OPEN}) {_AT_FACILITIES} UNION ALL {_GAPS}"
"""Everything that waits in programs, as `shared.rooms.waiting` wants it."""
