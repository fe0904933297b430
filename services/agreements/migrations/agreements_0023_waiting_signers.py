"""Waiting cases of signatures look up each signer, instead of reading all partners for each agreement."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew

revision = "agreements_0023"
down_revision = "agreements_0022"
branch_labels = None
depends_on = None

# As it was then: the stages of the room `waiting` have changed since.
FOUND = files("services.agreements.migrations").joinpath("agreements_0023_waiting_found.sql").read_text("utf-8")


def upgrade() -> None:
    run_sql(found_anew(FOUND))
