"""Totals of regions, as they were published."""

from shared.postgres.migrations import run_sql

revision = "programs_0018"
down_revision = "programs_0017"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE activity_total (
    id           uuid PRIMARY KEY,
    region       text    NOT NULL,
    period_from  date    NOT NULL,
    period_until date    NOT NULL CHECK (period_until > period_from),
    total        jsonb   NOT NULL,
    version      integer NOT NULL CHECK (version > 0),
    UNIQUE (region, period_from, period_until)
);
COMMENT ON TABLE activity_total IS 'The activity of a region in a month or a quarter, as it was published last.';

CREATE TABLE activity_totalled (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    day date NOT NULL
);
COMMENT ON TABLE activity_totalled IS 'The day on which regions were last totalled: once a day is enough.';
INSERT INTO activity_totalled (day) VALUES ('-infinity');

GRANT SELECT, INSERT, UPDATE (total, version) ON activity_total TO {app};
GRANT SELECT, UPDATE (day) ON activity_totalled TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
