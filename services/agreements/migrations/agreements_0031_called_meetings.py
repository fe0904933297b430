"""Calls of meetings, invitations to ceremonies, retracted meetings, and minutes that wait to be recorded."""

from services.agreements.waiting.queries import FOUND, THINGS
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew, noted_in, things_anew

revision = "agreements_0031"
down_revision = "agreements_0030"
branch_labels = None
depends_on = None

RETRACTED = """
ALTER TABLE meeting ADD COLUMN retracted_at timestamptz;
COMMENT ON COLUMN meeting.retracted_at IS
    'When its record was retracted; the last correction has the minutes as they were, and the reason.';

CREATE OR REPLACE VIEW meeting_whole AS
SELECT m.id, to_jsonb(m) || jsonb_build_object(
    'chaired_by', CASE WHEN m.chair_position IS NOT NULL THEN jsonb_build_object(
        'unit_id', m.chair_unit_id, 'organisation', m.chair_organisation, 'position', m.chair_position) END,
    'attendance', (SELECT coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('group', a.group_name)
                                             ORDER BY a.ordinal), '[]')
                   FROM meeting_attendance a WHERE a.meeting_id = m.id),
    'action_items', (SELECT coalesce(jsonb_agg(to_jsonb(i) || jsonb_build_object('owner', jsonb_build_object(
                         'unit_id', i.owner_id, 'organisation', i.owner_organisation, 'position', i.owner_position))
                         ORDER BY i.ordinal), '[]')
                     FROM action_item i WHERE i.meeting_id = m.id),
    'uncovered_practices', (SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.ordinal), '[]')
                            FROM uncovered_practice u WHERE u.meeting_id = m.id),
    'retracted_at', (SELECT r.retracted_at FROM meeting r WHERE r.id = m.id)) AS whole
FROM meeting_outline m;

GRANT UPDATE (retracted_at) ON meeting TO {app};
"""

CALLED = """
CREATE TABLE meeting_call (
    meeting_id uuid PRIMARY KEY,
    kinds      text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY[
        'exploration', 'audience', 'coordination', 'draft_discussion', 'negotiation', 'evaluation', 'renewal_planning',
        'monitoring']),
    visibility text NOT NULL CHECK (visibility IN ('joint', 'internal')),
    called_by  uuid NOT NULL,
    zone       text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    called_on  date NOT NULL,
    planned_on date NOT NULL,
    begins_at  time,
    venue      text NOT NULL,
    agenda     text[] NOT NULL,
    about      jsonb NOT NULL,
    state      text NOT NULL CHECK (state IN ('called', 'held', 'called_off')),
    reason     text,
    version    integer NOT NULL CHECK (version > 0),
    CHECK ((state = 'called_off') = (reason IS NOT NULL))
);
CREATE INDEX meeting_call_planned ON meeting_call (planned_on, meeting_id);
COMMENT ON TABLE meeting_call IS 'Meetings that were called; the minutes of one take its id.';
COMMENT ON COLUMN meeting_call.reason IS 'Why it was called off.';

CREATE TABLE meeting_call_unit (
    meeting_id uuid NOT NULL REFERENCES meeting_call (meeting_id),
    unit_id    uuid NOT NULL,
    PRIMARY KEY (meeting_id, unit_id)
);
CREATE INDEX meeting_call_unit_id ON meeting_call_unit (unit_id);
COMMENT ON TABLE meeting_call_unit IS 'The units that are invited.';

CREATE VIEW meeting_call_whole AS
SELECT c.meeting_id AS id, to_jsonb(c) || jsonb_build_object(
    'id', c.meeting_id,
    'begins_at', to_char(c.begins_at, 'HH24:MI'),
    'called_by', (SELECT jsonb_build_object('id', u.id, 'name', u.public_name, 'kind', u.kind)
                  FROM any_unit u WHERE u.named_as = c.called_by),
    'invited', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.public_name, 'kind', u.kind)
                                          ORDER BY u.kind, u.public_name, u.id), '[]')
                FROM meeting_call_unit n
                CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.unit_id OFFSET 0) AS u
                WHERE n.meeting_id = c.meeting_id)) AS whole
FROM meeting_call c;
COMMENT ON VIEW meeting_call_whole IS 'A called meeting with the units that it invites as a document.';

GRANT SELECT ON meeting_call_whole TO {app};
GRANT SELECT, INSERT ON meeting_call, meeting_call_unit TO {app};
GRANT UPDATE (planned_on, begins_at, venue, agenda, state, reason, version) ON meeting_call TO {app};
"""


INVITED = """
ALTER TABLE ceremony ADD COLUMN invited_on date;
COMMENT ON COLUMN ceremony.invited_on IS 'When its units were invited last; null: not invited.';
GRANT UPDATE (invited_on) ON ceremony TO {app};
"""


def upgrade() -> None:
    run_sql(RETRACTED)
    run_sql(CALLED)
    run_sql(INVITED)
    run_sql(found_anew(FOUND))
    run_sql(noted_in({"meeting_call": ("meeting_id",)}))
    run_sql(things_anew(THINGS))
