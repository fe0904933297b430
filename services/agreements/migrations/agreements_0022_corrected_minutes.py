"""Corrections of minutes: the minutes as they were, and why they were wrong."""

from shared.postgres.migrations import run_sql

revision = "agreements_0022"
down_revision = "agreements_0021"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE meeting_correction (
    meeting_id uuid NOT NULL REFERENCES meeting (id),
    version    integer NOT NULL CHECK (version > 1),
    at         timestamptz NOT NULL,
    account    text NOT NULL,
    reason     text NOT NULL,
    before     jsonb NOT NULL,
    PRIMARY KEY (meeting_id, version)
);
COMMENT ON TABLE meeting_correction IS
    'Corrections of minutes by the version that each has made, with the minutes as they were.';

CREATE VIEW meeting_whole AS
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
                            FROM uncovered_practice u WHERE u.meeting_id = m.id)) AS whole
FROM meeting_outline m;
COMMENT ON VIEW meeting_whole IS 'A meeting with all its parts as a document.';

ALTER TABLE meeting ADD COLUMN record_event uuid;
COMMENT ON COLUMN meeting.record_event IS
    'The last event with the whole meeting, which a correction names; null before v0.3.0.';

GRANT SELECT, INSERT ON meeting_correction TO {app};
GRANT SELECT ON meeting_whole TO {app};
GRANT UPDATE (kinds, edtf, as_written, earliest, latest, certain, sorted_on, venue, host_unit_id, host_organisation,
              chair_unit_id, chair_organisation, chair_position, decisions, record_event) ON meeting TO {app};
GRANT UPDATE (ordinal, task, owner_id, owner_organisation, owner_position, due_on) ON action_item TO {app};
GRANT DELETE ON action_item, meeting_attendance, uncovered_practice, meeting_participant TO {app};
-- The waiting list follows the subjects of a meeting; a correction writes them as they are.
GRANT UPDATE (agreement_id) ON meeting_subject TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
