"""The waiting list, kept up to date by triggers on the tables from which its cases are found."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import keep_up_to_date

revision = "programs_0004"
down_revision = "programs_0003"
branch_labels = None
depends_on = ("waiting_0001",)

# As it was released: the stages of the room `waiting` have changed since.
FOUND = files("services.programs.migrations").joinpath("programs_0004_waiting_found.sql").read_text("utf-8")
CHANGED_IN = {
    "program": ("id",),
    "program_status": ("program_id",),
    "program_suspension": ("program_id",),
    "authorisation": ("program_id",),
    "kept_apart": ("series", "other_series"),
    "cohort": ("id",),
    "enrolment": ("cohort_id",),
    "session": ("cohort_id",),
    "offer": ("id",),
    "template_gap": ("id",),
    "UPDATE OF region, zone ON facility": ("id",),
}
"""The columns with the ids of the programs, cohorts, offers … whose cases a row may change."""

FUNCTIONS = """
-- Programs of one kind are compared, so one that changes concerns the others. Its facility and its series stand for
-- programs and decisions of transactions that have not committed yet.
CREATE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT unnest(ARRAY[facility_id, series]) FROM program WHERE id = ANY (changed)
UNION ALL
SELECT o.id FROM program p JOIN program o USING (facility_id, template, fiscal_year) WHERE p.id = ANY (changed)
UNION ALL
SELECT id FROM program WHERE series = ANY (changed)
UNION ALL
SELECT id FROM cohort WHERE program_id = ANY (changed)
UNION ALL
SELECT id FROM offer WHERE facility_id = ANY (changed) AND closed_at IS NULL AND open_items > 0
$$;

CREATE FUNCTION waiting_things() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM program UNION SELECT id FROM cohort UNION SELECT id FROM offer UNION SELECT id FROM template_gap
UNION SELECT about FROM waiting_case
$$;

CREATE FUNCTION waiting_units(regions text[]) RETURNS TABLE (scope_kind text, unit text)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT 'region', unnest(regions) UNION ALL SELECT 'facility', f.id::text FROM facility f WHERE f.region = ANY (regions)
$$;
"""


def upgrade() -> None:
    run_sql(keep_up_to_date(FOUND, CHANGED_IN))
    run_sql(FUNCTIONS)
