"""The scope items that a session fulfils: those that are named, otherwise the one of the instructors' organisations."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.delivery import named_delivery, proposed_delivery
from services.programs.sessions.store import load_coverage
from shared.access import Work
from shared.access.partner_tree import load_ancestry


async def find_delivery(
    work: Work, program: Program, day: date, instructors: Iterable[Organisation], named: frozenset[UUID] | None
) -> tuple[Authorisation, ...]:
    """The scope items that a session of that day fulfils. Raises `DeliveryAmbiguous` or `DeliveryNotCovered`."""
    covered_by = program.covered_by(day)
    if named is not None:
        return named_delivery(covered_by, named, day)
    ancestries = [await load_ancestry(work.connection, each.id) for each in instructors]
    return proposed_delivery(await load_coverage(work.connection, covered_by), ancestries)
