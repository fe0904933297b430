"""Rights to request, answer, record and follow up a visit, and to read it."""

from typing import Protocol
from uuid import UUID

from services.programs.program.access import OFFICES
from services.programs.visits.model.refusals import VisitNotFound
from services.programs.visits.model.visit import VisitTarget
from shared.access import Work
from shared.values.capabilities import Capability, Scope
from shared.values.cooperation import VisitSide

KEEPERS = (Capability.COOPERATION_OFFICER, Capability.COACHING_OFFICER, Capability.HEAD)
"""They act for their facility: the guest requests and adopts, the host answers, both record and call off."""

READERS = OFFICES
"""They read the visits of their facility, of the facilities of their region, or of the nation."""


class AboutVisit(Protocol):
    """A command or query about one visit."""

    @property
    def visit_id(self) -> UUID:
        """Which visit."""


class RequestsVisit(Protocol):
    """A command of the guest about a visit that does not exist yet."""

    @property
    def target(self) -> VisitTarget:
        """The two facilities."""


class CompletesTask(AboutVisit, Protocol):
    """A command about one task of a visit."""

    @property
    def action_item_id(self) -> UUID:
        """Which task."""


async def scope_to_request(_work: Work, command: RequestsVisit) -> Scope:
    """The guest."""
    return Scope(facilities=frozenset({command.target.guest_id}))


async def scope_to_register(_work: Work, command: RequestsVisit) -> Scope:
    """The guest or the host of a visit that took place."""
    return Scope(facilities=frozenset({command.target.guest_id, command.target.host_id}))


async def scope_to_answer(work: Work, command: AboutVisit) -> Scope:
    """The host. Raises `VisitNotFound`."""
    return Scope(facilities=frozenset({(await _facilities(work, command.visit_id))["host"]}))


async def scope_to_adopt(work: Work, command: AboutVisit) -> Scope:
    """The guest. Raises `VisitNotFound`."""
    return Scope(facilities=frozenset({(await _facilities(work, command.visit_id))["guest"]}))


async def scope_to_record(work: Work, command: AboutVisit) -> Scope:
    """Both facilities. Raises `VisitNotFound`."""
    return Scope(facilities=frozenset((await _facilities(work, command.visit_id)).values()))


async def scope_to_complete(work: Work, command: CompletesTask) -> Scope:
    """The facility that has to do the task; both, if the visit has no such task. Raises `VisitNotFound`."""
    facilities = await _facilities(work, command.visit_id)
    owner = await work.connection.fetchval(
        "SELECT owner FROM visit_action_item WHERE id = $1 AND visit_id = $2", command.action_item_id, command.visit_id
    )
    return Scope(facilities=frozenset({facilities[owner]} if owner else facilities.values()))


async def scope_to_read(work: Work, query: AboutVisit) -> Scope:
    """Both facilities and their regions. Raises `VisitNotFound`."""
    facilities = frozenset((await _facilities(work, query.visit_id)).values())
    rows = await work.connection.fetch("SELECT region FROM facility WHERE id = ANY ($1::uuid[])", list(facilities))
    return Scope(facilities, frozenset(row["region"] for row in rows))


async def _facilities(work: Work, visit_id: UUID) -> dict[VisitSide, UUID]:
    row = await work.connection.fetchrow("SELECT host_id, guest_id FROM visit WHERE id = $1", visit_id)
    if row is None:
        raise VisitNotFound(id=visit_id)
    return {"host": row["host_id"], "guest": row["guest_id"]}
