"""What may wait in programs is named by the stages at which it waits."""

from services.programs.waiting.queries import THINGS
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import things_anew

revision = "programs_0020"
down_revision = "programs_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql(things_anew(THINGS))
