"""The delivery of a session: as named, otherwise the one item and obligation of the instructors' organisations."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.programs.obligations.store import load_binding
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.delivery import (
    Delivery,
    MinutesMissing,
    named_delivery,
    proposed_delivery,
    proposed_obligations,
)
from services.programs.sessions.model.session import SessionFacts
from services.programs.sessions.store import load_coverage
from shared.access import Work
from shared.access.partner_tree import load_ancestry


async def find_delivery(work: Work, program: Program, facts: SessionFacts, named: frozenset[UUID] | None) -> Delivery:
    """The delivery of a session. Raises `MinutesMissing`, and as `find_owed`."""
    delivery = await find_owed(work, program, facts.held_on, facts.instructors, named)
    if named and facts.minutes is None and any(each.measure == "minutes" for each in delivery.obligations):
        raise MinutesMissing
    return delivery


async def find_owed(
    work: Work, program: Program, day: date, instructors: Iterable[Organisation], named: frozenset[UUID] | None
) -> Delivery:
    """The possible delivery of a session of a day.

    Raises `DeliveryNotCovered`, or `DeliveryAmbiguous` or `ObligationAmbiguous` if one must choose.
    """
    covered_by = program.covered_by(day)
    binding = await load_binding(work.connection, {each.agreement_id for each in covered_by}, day)
    of_program = {None, *(each.scope_item_id for each in covered_by)}
    obligations = [each for each in binding if each.scope_item_id in of_program]
    if named is not None:
        return named_delivery(covered_by, obligations, named, day)
    ancestries = [await load_ancestry(work.connection, each.id) for each in instructors]
    items = proposed_delivery(await load_coverage(work.connection, covered_by), ancestries)
    return Delivery(items, proposed_obligations(items, obligations, ancestries))
