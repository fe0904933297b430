"""Access to recognitions: a unit proposes for itself, its head decides; its office and the nation read them."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, SUBMITTERS
from services.agreements.recognitions.model import SecondPersonDecides
from services.agreements.recognitions.store import load_proposer, load_recognition
from services.agreements.register.access import OFFICES
from services.agreements.register.store.units import load_units
from shared.access import Work
from shared.values.capabilities import Scope

__all__ = ["DECIDERS", "KEEPERS", "OFFICES", "scope_to_decide", "scope_to_propose", "scope_to_read"]
DECIDERS = SUBMITTERS
"""A head decides; for a unit of the centre that of the directorate general."""


class NamesUnit(Protocol):
    """A command in the name of one of our units."""

    @property
    def unit_id(self) -> UUID:
        """The unit that recognises the partner."""


class AboutRecognition(Protocol):
    """A command or query about one recognition."""

    @property
    def recognition_id(self) -> UUID:
        """The id of the recognition."""


async def scope_to_propose(work: Work, command: NamesUnit) -> Scope:
    """The unit itself. Raises `UnitUnknown`."""
    return (await load_units(work.connection, [command.unit_id]))[command.unit_id].scope


async def scope_to_decide(work: Work, command: AboutRecognition) -> Scope:
    """The unit that recognises the partner. Raises `RecognitionNotFound`."""
    return (await load_recognition(work.connection, command.recognition_id)).unit.scope


async def scope_to_read(work: Work, query: AboutRecognition) -> Scope:
    """The unit and the office above it. Raises `RecognitionNotFound`."""
    unit = (await load_recognition(work.connection, query.recognition_id)).unit
    return Scope(unit.scope.facilities, unit.scope.regions | (frozenset({unit.region}) if unit.region else frozenset()))


async def require_second_person(work: Work, recognition_id: UUID) -> None:
    """Raise `SecondPersonDecides` if the account of the actor has proposed it."""
    if await has_proposed(work, recognition_id):
        raise SecondPersonDecides


async def has_proposed(work: Work, recognition_id: UUID) -> bool:
    """Whether the account of the actor has proposed it."""
    return await load_proposer(work.connection, recognition_id) == work.actor.account
