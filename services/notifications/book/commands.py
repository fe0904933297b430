"""Occasions are forgotten when no trial counts them any more."""

from dataclasses import dataclass
from datetime import timedelta

from services.notifications.book.store import save_forgotten_occasions
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.terms import day_in

KEPT_DAYS = 35
"""A trial counts the last 31 days."""
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class ForgetOccasions:
    """Delete the occasions that are older than any trial."""


@use_case(scope=nationwide)
async def forget_occasions(work: Work, _command: ForgetOccasions) -> bool:
    """Delete old occasions; whether there may be more. System only."""
    before = day_in(CAPITAL_ZONE, work.now) - timedelta(days=KEPT_DAYS)
    return await save_forgotten_occasions(work.connection, before, BATCH) == BATCH
