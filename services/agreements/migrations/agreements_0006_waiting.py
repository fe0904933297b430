"""The waiting list, kept up to date by triggers on the tables from which its cases are found."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import keep_up_to_date

revision = "agreements_0006"
down_revision = "agreements_0005"
branch_labels = None
depends_on = ("waiting_0001",)

# As it was released: the stages of the room `waiting` have changed since.
FOUND = files("services.agreements.migrations").joinpath("agreements_0006_waiting_found.sql").read_text("utf-8")
CHANGED_IN = {
    "agreement": ("id", "predecessor_id"),
    "agreement_facility": ("agreement_id",),
    "agreement_history": ("agreement_id",),
    "party": ("agreement_id",),
    "document_number": ("agreement_id",),
    "signature": ("agreement_id",),
    "reviewer": ("agreement_id",),
    "scope_item": ("agreement_id",),
    "meeting_subject": ("agreement_id",),
    "action_item": ("id",),
    # Cases name partners by the id that stays.
    "UPDATE OF merged_into ON partner": ("id", "merged_into"),
}
"""The columns with the ids of the agreements, action items and partners whose cases a row may change.

A meeting is recorded as a whole and not changed, so its subjects stand for its other parts. A position that begins or
ends changes no row: both cases of a partner's review are kept.
"""

FUNCTIONS = """
CREATE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT agreement_id FROM party WHERE unit_id = ANY (changed)
UNION ALL
SELECT id FROM action_item WHERE owner_id = ANY (changed)
$$;

CREATE FUNCTION waiting_things() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM agreement UNION SELECT id FROM action_item UNION SELECT about FROM waiting_case
$$;

CREATE FUNCTION waiting_units(regions text[]) RETURNS TABLE (scope_kind text, unit text) LANGUAGE sql STABLE AS $$
SELECT 'region', unnest(regions) UNION ALL SELECT 'facility', f.id::text FROM facility f WHERE f.region = ANY (regions)
$$;

CREATE FUNCTION waiting_names_of_meeting(meeting uuid, kind text) RETURNS text[] LANGUAGE sql STABLE AS $$
SELECT ARRAY(SELECT w.name FROM meeting_unit w WHERE w.meeting_id = meeting AND w.kind = waiting_names_of_meeting.kind
             ORDER BY w.name)
$$;
"""


def upgrade() -> None:
    run_sql(keep_up_to_date(FOUND, CHANGED_IN))
    run_sql(FUNCTIONS)
