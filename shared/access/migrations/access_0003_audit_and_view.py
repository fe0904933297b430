"""Where a deed belongs, so that the trail can be read by those who may; and how current the view of positions is."""

from shared.postgres.migrations import run_sql

revision = "access_0003"
down_revision = "access_0002"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE position ADD COLUMN region text, ADD COLUMN recorded_at timestamptz;
COMMENT ON COLUMN position.region IS 'Where the unit lies, for facilities and regional offices.';
COMMENT ON COLUMN position.recorded_at IS 'When the register recorded what stands here, by the business clock.';

ALTER TABLE audit_trail ADD COLUMN scope_kind text, ADD COLUMN region text;
COMMENT ON COLUMN audit_trail.region IS 'Where the unit of the grant lies that was used, where it lies in one.';
CREATE INDEX audit_trail_account ON audit_trail (account, id);
CREATE INDEX audit_trail_unit ON audit_trail (unit, id);
CREATE INDEX audit_trail_region ON audit_trail (region, id);

CREATE TABLE position_view (
    one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
    compared_at timestamptz NOT NULL,
    whole_at    timestamptz CHECK (whole_at <= compared_at),
    behind      integer     NOT NULL CHECK (behind >= 0),
    parked      integer     NOT NULL CHECK (parked >= 0)
);
COMMENT ON TABLE position_view IS 'What the worker found when it last compared its positions with their owner.';
COMMENT ON COLUMN position_view.whole_at IS 'When nothing that the owner had relayed was missing here.';

GRANT SELECT, INSERT, UPDATE ON position_view TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
