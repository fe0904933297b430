"""The in-app inbox."""

from shared.postgres.migrations import run_sql

revision = "notifications_0001"
down_revision = None
branch_labels = ("notifications",)
depends_on = ("events_0001",)

SQL = """
CREATE TABLE notice (
    id           uuid        PRIMARY KEY,
    business_key text        NOT NULL UNIQUE,
    rule         text        NOT NULL,
    desk         text        NOT NULL CHECK (desk ~ '^((facility|region|partner):[^:]+|nation):[a-z_]+$'),
    event_id     uuid        NOT NULL,
    event_type   text        NOT NULL,
    facility_id  uuid,
    region       text,
    subject_indonesian text  NOT NULL CHECK (subject_indonesian <> ''),
    subject_english    text  NOT NULL CHECK (subject_english <> ''),
    body_indonesian    text  NOT NULL CHECK (body_indonesian <> ''),
    body_english       text  NOT NULL CHECK (body_english <> ''),
    severity     text        NOT NULL CHECK (severity IN ('information', 'action', 'critical')),
    useful_until date        NOT NULL,
    zone         text        NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    issued_at    timestamptz NOT NULL,
    version      integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    read_at      timestamptz,
    read_by      text,
    CHECK ((facility_id IS NULL) = (region IS NULL)),
    CHECK ((read_at IS NULL) = (read_by IS NULL))
);
COMMENT ON TABLE notice IS 'Notices before desks: positions, units, counts and dates only, never a person.';
COMMENT ON COLUMN notice.business_key IS 'Rule, matter and desk: whatever brings it twice, a notice is there once.';
COMMENT ON COLUMN notice.useful_until IS 'The last day, in the zone, on which it is useful.';
COMMENT ON COLUMN notice.read_by IS 'An account, not a name.';
CREATE INDEX notice_desk ON notice (desk, (read_at IS NOT NULL), id DESC);

GRANT SELECT, INSERT ON notice TO {app};
GRANT UPDATE (version, read_at, read_by) ON notice TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
