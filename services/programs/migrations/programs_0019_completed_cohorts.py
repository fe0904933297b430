"""The last day of a completed cohort, and the case of a cohort that waits to be completed."""

from services.programs.waiting.queries import FOUND
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew

revision = "programs_0019"
down_revision = "programs_0018"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE cohort ADD COLUMN completed_on date;
COMMENT ON COLUMN cohort.completed_on IS 'The last day of a cohort that ran to its end; else null.';

GRANT UPDATE (completed_on) ON cohort TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(found_anew(FOUND))
