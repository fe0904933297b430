"""Certificates of participants."""

from shared.postgres.migrations import run_sql

revision = "programs_0017"
down_revision = "programs_0016"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE certificate (
    id                uuid PRIMARY KEY,
    enrolment_id      uuid        NOT NULL REFERENCES enrolment,
    kind              text        NOT NULL CHECK (kind IN ('participation', 'competence', 'equivalency_diploma')),
    issued_on         date        NOT NULL,
    issuer            text,
    number            text,
    check_code        text        UNIQUE,
    recorded_at       timestamptz NOT NULL,
    event_id          uuid        NOT NULL,
    withdrawn_at      timestamptz,
    withdrawal_ground text        CHECK (withdrawal_ground IN ('wrong_entry', 'withdrawn_by_issuer')),
    version           integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((withdrawn_at IS NULL) = (withdrawal_ground IS NULL)),
    CHECK (kind = 'participation' OR num_nonnulls(issuer, number) = 2),
    CHECK ((check_code IS NULL) = (issuer IS NOT NULL))
);
COMMENT ON TABLE certificate IS 'Certificates that participants were given; the row stays when one is withdrawn.';
COMMENT ON COLUMN certificate.issuer IS 'The organisation that issued it; null: the facility itself.';
COMMENT ON COLUMN certificate.check_code IS 'Random: anyone can check a certificate by it. Null: others issued it.';
COMMENT ON COLUMN certificate.event_id IS 'The event that stated it, which a correction names.';
CREATE UNIQUE INDEX certificate_once ON certificate (enrolment_id, kind) WHERE withdrawn_at IS NULL;

GRANT SELECT, INSERT ON certificate TO {app};
GRANT UPDATE (withdrawn_at, withdrawal_ground, version) ON certificate TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
