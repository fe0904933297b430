"""Cohorts that have begun and sessions that were held, as commands."""

from datetime import date

from services.agreements.obligations.commands.crediting import (
    CreditSession,
    OpenForCohort,
    credit_session,
    open_for_cohort,
)
from shared.access import Work
from shared.contracts.program_details import SessionCredited
from shared.contracts.programs import CohortStarted
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_credited(work: Work, event: SessionCredited, _envelope: Envelope) -> None:
    """A session delivers for obligations; after a correction something else, after a retraction nothing."""
    given = {each.obligation_id: each.quantity for each in event.credits}
    await credit_session(work, CreditSession(event.session_id, event.cohort_id, event.held_on, given))


async def on_cohort(work: Work, event: CohortStarted, _envelope: Envelope) -> None:
    """Obligations that hold for each cohort hold for this one, until the year of its program is over."""
    items = [each.scope_item_id for each in event.covered_by]
    until = date(event.fiscal_year, 12, 31)
    await open_for_cohort(work, OpenForCohort(event.cohort_id, items, event.started_on, until))


REACTIONS: Reactions = ((SessionCredited, on_credited), (CohortStarted, on_cohort))
