"""The cases of recognitions, and all others again."""

from services.agreements.waiting.queries import FOUND
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew

revision = "agreements_0028"
down_revision = "agreements_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql(found_anew(FOUND))
