"""Invitations to meetings and ceremonies: which unit comes, does not, or sends a deputy."""

from shared.postgres.migrations import run_sql

revision = "notifications_0009"
down_revision = "notifications_0008"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE invitation (
    invitation_id uuid    PRIMARY KEY,
    sequence   integer NOT NULL CHECK (sequence > 0),
    state      text    NOT NULL CHECK (state IN ('open', 'called_off', 'held')),
    about      text    NOT NULL CHECK (about IN ('meeting', 'ceremony')),
    kinds      text[]  NOT NULL,
    title      text,
    planned_on date    NOT NULL,
    begins_at  time,
    zone       text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    caller_id  uuid    NOT NULL,
    version    integer NOT NULL CHECK (version > 0),
    CHECK ((about = 'ceremony') = (title IS NOT NULL)),
    CHECK ((about = 'meeting') = (kinds <> '{}'))
);
COMMENT ON TABLE invitation IS 'A called meeting or a ceremony as far as those who are invited need it; it has its id.';
COMMENT ON COLUMN invitation.sequence IS 'The version of the call; calendars take a file for newer by it.';

CREATE TABLE invited_unit (
    invitation_id  uuid        NOT NULL REFERENCES invitation,
    unit_id     uuid        NOT NULL,
    kind        text        NOT NULL,
    name        text        NOT NULL,
    region      text,
    answer      text        CHECK (answer IN ('comes', 'declines', 'deputy')),
    deputy      text,
    answered_at timestamptz,
    answered_by text,
    PRIMARY KEY (invitation_id, unit_id),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL)),
    CHECK ((deputy IS NOT NULL) = coalesce(answer = 'deputy', false))
);
COMMENT ON TABLE invited_unit IS 'The units of a call, and whether each comes; a deputy is named by office.';

-- For the week of a unit, which counts what was closed as well.
CREATE INDEX matter_closed ON matter (notice_id) WHERE closed_by IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON invitation TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON invited_unit TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
