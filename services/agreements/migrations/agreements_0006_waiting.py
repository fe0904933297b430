"""The waiting list, kept up to date by triggers on the tables from which its cases are found."""

from services.agreements.waiting.queries import FOUND
from shared.postgres.migrations import run_sql
from shared.postgres.statements import load_sql

revision = "agreements_0006"
down_revision = "agreements_0005"
branch_labels = None
depends_on = None

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
}
"""The columns with the ids of the agreements and action items whose cases a row may change.

A meeting is recorded as a whole and not changed, so its subjects stand for its other parts. A position that begins or
ends changes no row: both cases of a partner's review are kept.
"""

FUNCTIONS = """
CREATE FUNCTION waiting_found(changed uuid[])
RETURNS TABLE (about uuid, kind text, desk text, begins date, ends date, contact text, by_letter boolean, zone text,
               since date, due_on date, words jsonb)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
{found}
$$;

CREATE FUNCTION waiting_units(regions text[]) RETURNS TABLE (scope_kind text, unit text) LANGUAGE sql STABLE AS $$
SELECT 'region', unnest(regions) UNION ALL SELECT 'facility', f.id::text FROM facility f WHERE f.region = ANY (regions)
$$;

CREATE FUNCTION waiting_names_of_meeting(meeting uuid, kind text) RETURNS text[] LANGUAGE sql STABLE AS $$
SELECT ARRAY(SELECT w.name FROM meeting_unit w WHERE w.meeting_id = meeting AND w.kind = waiting_names_of_meeting.kind
             ORDER BY w.name)
$$;

CREATE FUNCTION waiting_things() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM agreement UNION SELECT id FROM action_item UNION SELECT about FROM waiting_case
$$;

-- Cases name partners by the id that stays.
CREATE FUNCTION waiting_of_merged() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM refresh_waiting(ARRAY(
        SELECT agreement_id FROM party WHERE unit_id IN (NEW.id, NEW.merged_into, OLD.merged_into)
        UNION
        SELECT id FROM action_item WHERE owner_id IN (NEW.id, NEW.merged_into, OLD.merged_into)));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER waiting_of_merged AFTER UPDATE OF merged_into ON partner DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION waiting_of_merged();
"""

TRIGGER = """
CREATE CONSTRAINT TRIGGER waiting_changed AFTER INSERT OR UPDATE OR DELETE ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION waiting_changed({columns});
"""


def upgrade() -> None:
    run_sql(load_sql("shared.rooms.waiting", "kept.sql"))
    run_sql(FUNCTIONS.replace("{found}", FOUND))
    for table, columns in CHANGED_IN.items():
        run_sql(TRIGGER.format(table=table, columns=", ".join(f"'{column}'" for column in columns)))
