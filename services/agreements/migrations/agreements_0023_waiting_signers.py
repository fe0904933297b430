"""Waiting cases of signatures look up each signer, instead of reading all partners for each agreement."""

from services.agreements.waiting.queries import FOUND
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew

revision = "agreements_0023"
down_revision = "agreements_0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql(found_anew(FOUND))
