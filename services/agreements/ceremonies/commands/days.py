"""The planned day of signing of the agreements in a list: it is the day of their ceremony."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementNotFound, AgreementUnknown
from services.agreements.agreement.model.states import MOVES
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.ceremonies.model.ceremony import PREPARE, Ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement
from services.agreements.signing.commands.planning import plan_day
from shared.access import Work

PLANNABLE = (*MOVES["plan_signing"].origins, *MOVES["move_plan"].origins)


async def lock_listed(work: Work, ceremony: Ceremony, listed: Sequence[ListedAgreement]) -> dict[UUID, Agreement]:
    """The agreements that are on the list or come onto it, locked. Raises `WrongState` or `AgreementUnknown`."""
    # Never of an open ceremony: its desks lock their agreements first and the ceremony last. In the order of the ids,
    # so that two lists never wait for each other.
    PREPARE.require(ceremony.state)
    found = {}
    for id_ in sorted({each.agreement_id for each in (*ceremony.entries, *listed)}):
        try:
            found[id_] = await lock_agreement(work.connection, id_)
        except AgreementNotFound as error:
            # The agreements are named in the body, the ceremony by the URL.
            raise AgreementUnknown(id=id_) from error
    return found


async def plan_days(work: Work, ceremony: Ceremony, agreements: dict[UUID, Agreement], before: date) -> None:
    """Plan the signing of each agreement for the day of the ceremony; one that has left the list has no plan again."""
    ids = {each.agreement_id for each in ceremony.entries}
    for id_, agreement in agreements.items():
        if id_ in ids:
            await _plan(work, ceremony, agreement, ceremony.planned_on)
        elif agreement.signing_planned_on == before:
            await _plan(work, ceremony, agreement, None)


async def give_up_days(work: Work, ceremony: Ceremony) -> None:
    """Give up the plans of a ceremony that is to be called off."""
    for agreement in (await lock_listed(work, ceremony, ())).values():
        if agreement.signing_planned_on == ceremony.planned_on:
            await _plan(work, ceremony, agreement, None)


async def _plan(work: Work, ceremony: Ceremony, agreement: Agreement, day: date | None) -> None:
    # Without a check of access: the keeper of the agreement has put it on the list.
    if agreement.document_state in PLANNABLE and agreement.signing_planned_on != day:
        await plan_day(work, agreement, day, ceremony.title)
