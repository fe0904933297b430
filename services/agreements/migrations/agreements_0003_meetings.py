"""Meetings with attendance, action items and fields that are practised but not covered."""

from shared.postgres.migrations import run_sql

revision = "agreements_0003"
down_revision = "agreements_0002"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE meeting (
    id                 uuid PRIMARY KEY,
    agreement_id       uuid NOT NULL REFERENCES agreement (id),
    kind               text NOT NULL CHECK (kind IN ('coordination', 'evaluation', 'renewal_planning')),
    held_on            date NOT NULL,
    venue              text NOT NULL,
    venue_owner        text NOT NULL,
    host               text NOT NULL,
    chair_position     text NOT NULL,
    chair_organisation text NOT NULL,
    decisions          text[] NOT NULL
);
CREATE INDEX meeting_agreement ON meeting (agreement_id, held_on);
COMMENT ON TABLE meeting IS 'A meeting about an agreement; everyone in it is a position of an organisation.';

CREATE TABLE meeting_attendance (
    meeting_id   uuid NOT NULL REFERENCES meeting (id),
    ordinal      integer NOT NULL,
    position     text NOT NULL,
    organisation text NOT NULL,
    capacity     text NOT NULL CHECK (capacity IN
                     ('definitive', 'acting', 'daily_acting', 'caretaker', 'temporary')),
    PRIMARY KEY (meeting_id, ordinal)
);

CREATE TABLE action_item (
    id                 uuid PRIMARY KEY,
    meeting_id         uuid NOT NULL REFERENCES meeting (id),
    ordinal            integer NOT NULL,
    task               text NOT NULL,
    owner_position     text NOT NULL,
    owner_organisation text NOT NULL,
    due_on             date,
    UNIQUE (meeting_id, ordinal)
);

CREATE TABLE uncovered_field (
    meeting_id uuid NOT NULL REFERENCES meeting (id),
    field      text NOT NULL REFERENCES field (code),
    PRIMARY KEY (meeting_id, field)
);
COMMENT ON TABLE uncovered_field IS 'A field that the parties practise although the agreement does not cover it.';

ALTER TABLE scope_item ADD FOREIGN KEY (meeting_id) REFERENCES meeting (id);

GRANT SELECT, INSERT ON meeting, meeting_attendance, action_item, uncovered_field TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
