"""Programs that open at a ceremony."""

from shared.postgres.migrations import run_sql

revision = "programs_0006"
down_revision = "programs_0005"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE opening_wish (
    ceremony_id   uuid    NOT NULL,
    scope_item_id uuid    NOT NULL,
    agreement_id  uuid    NOT NULL,
    opened_on     date    NOT NULL,
    capacity      integer NOT NULL CHECK (capacity > 0),
    facility_id   uuid,
    region        text,
    state         text    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'opened', 'refused')),
    programs      uuid[]  NOT NULL DEFAULT '{}',
    refusals      jsonb   NOT NULL DEFAULT '[]',
    PRIMARY KEY (ceremony_id, scope_item_id)
);
COMMENT ON TABLE opening_wish IS 'The programs that are to open at a ceremony, kept until they are planned.';
COMMENT ON COLUMN opening_wish.facility_id IS 'The facility that keeps the agreement; null: an office or the nation.';
COMMENT ON COLUMN opening_wish.refusals IS 'Why programs could not be opened, in both languages.';
CREATE INDEX opening_wish_waiting ON opening_wish (agreement_id) WHERE state = 'waiting';
CREATE INDEX opening_wish_opened ON opening_wish (opened_on, ceremony_id, scope_item_id);

GRANT SELECT, INSERT ON opening_wish TO {app};
GRANT UPDATE (state, programs, refusals) ON opening_wish TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
