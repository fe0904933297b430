"""Superseding a predecessor once its successor has begun."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from services.agreements.agreement.commands.announcing import Announcement, handover_ref, in_force_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.differences import gap_days
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.succession.store.calendar import load_begun_successors
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementSuperseded
from shared.events.job_items import take_each


@dataclass(frozen=True, slots=True)
class SupersedeBegun:
    """Supersede every predecessor whose successor has begun."""


@use_case(scope=nationwide, changes=False)
async def supersede_all_begun(work: Work, _command: SupersedeBegun) -> None:
    """Supersede each predecessor whose signed successor has begun; kept items are handed over."""
    begun = await load_begun_successors(work.connection, work.now)
    await take_each(work, "supersede_begun", begun, partial(_supersede, work), lambda each: str(each[0]))


async def _supersede(work: Work, begun: tuple[UUID, list[UUID]]) -> None:
    before = await lock_agreement(work.connection, begun[0])
    afters = [await lock_agreement(work.connection, each) for each in begun[1]]
    begins = max(after.days_in_force.in_force_from for after in afters)
    before.move("supersede", happened_on=begins)
    if any(after.line_id != before.line_id for after in afters):
        before.end_with_line(begins)
    await save_agreement(work, before)
    for after in afters:
        _announce(work, before, after)


def _announce(work: Work, before: Agreement, after: Agreement) -> None:
    days = after.days_in_force
    kept = scope_diff(before.scope_items, after.scope_items).kept
    # It occurred on the day on which the successor came into force, however late the job finds it.
    announcement = Announcement.on(work, before, days.in_force_from)
    announcement.emit(
        AgreementSuperseded(
            **announcement.about,
            successor_id=after.id,
            successor_line_id=after.line_id,
            superseded_on=days.in_force_from,
            successor_in_force=in_force_ref(days),
            gap_days=gap_days(before.days_in_force, days.in_force_from),
            handed_over=tuple(handover_ref(old, new) for old, new in kept),
        )
    )
