"""The embedded resolver: tables that no role of the services can read, behind functions of their owners.

References are in a table of programs. Names are in a schema whose role no process uses. They are sealed before they go
there, so that neither a copy of the database nor its superuser reads them without the installation's key.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from typing import Literal
from uuid import UUID

from services.programs.participants.model import (
    ErasureGround,
    NamesUnavailable,
    ParticipantResolver,
    Person,
    Purpose,
)
from shared.access import Work
from shared.files.keys import KeyRing, KeyUnusable
from shared.files.sealing import ContentBroken, opened, sealed
from shared.postgres.connections import Connection


class EmbeddedResolver:
    """The resolver beside the tables of programs; its references are issued in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def participants(self, facility_id: UUID, references: Collection[str]) -> dict[str, UUID]:
        """The participants of a facility's references."""
        rows = await self._connection.fetch(
            "SELECT * FROM resolve_participants($1, $2)", facility_id, sorted(set(references))
        )
        return {row["reference"]: row["participant_id"] for row in rows}

    async def references(self, facility_id: UUID, participants: Collection[UUID]) -> dict[UUID, str]:
        """The facility's own references of participants."""
        rows = await self._connection.fetch(
            "SELECT * FROM references_of_participants($1, $2)", facility_id, list(participants)
        )
        return {row["participant_id"]: row["reference"] for row in rows}

    async def find(self, facility_id: UUID, reference: str) -> UUID | None:
        """The participant of a reference of the facility, without issuing one."""
        found: UUID | None = await self._connection.fetchval("SELECT find_participant($1, $2)", facility_id, reference)
        return found

    async def relink(self, facility_id: UUID, reference: str, participant_id: UUID) -> UUID | None:
        """Give a reference that nothing uses yet to another participant; returns the former one, None if it is used."""
        former: UUID | None = await self._connection.fetchval(
            "SELECT relink_participant($1, $2, $3)", facility_id, reference, participant_id
        )
        return former

    async def link(self, facility_id: UUID, reference: str, participant_id: UUID) -> bool:
        """State that a reference of the facility is a participant of another one."""
        linked: bool = await self._connection.fetchval(
            "SELECT link_participant($1, $2, $3)", facility_id, reference, participant_id
        )
        return linked


class EmbeddedVault:
    """The vault beside the tables of programs; it keeps, erases and puts on record in the caller's transaction."""

    def __init__(self, work: Work, keys: KeyRing) -> None:
        self._work = work
        self._keys = keys

    async def keep(self, facility_id: UUID, people: Mapping[UUID, Person]) -> None:
        """Seal these and keep them."""
        try:
            contents = [await _seal(self._keys, place_of(facility_id, who), each) for who, each in people.items()]
        except KeyUnusable as error:
            raise NamesUnavailable from error
        await self._work.connection.execute("SELECT names.keep_names($1, $2, $3)", facility_id, list(people), contents)

    async def read(
        self, facility_id: UUID, participants: Collection[UUID] | None, purpose: Purpose
    ) -> dict[UUID, Person]:
        """Those whose names are kept; the function that gives them out puts it on record."""
        work = self._work
        # The record has to be committed with the answer.
        await work.start_transaction()
        rows = await work.connection.fetch(
            "SELECT * FROM names.read_names($1, $2, $3, $4, $5, $6, $7)",
            *(facility_id, None if participants is None else list(participants), purpose, work.now),
            *(work.actor.account, work.actor.used.capability if work.actor.used else None, work.cause.correlation_id),
        )
        try:
            return {who: await _open(self._keys, place_of(facility_id, who), content) for who, content in rows}
        except (KeyUnusable, ContentBroken) as error:
            raise NamesUnavailable from error

    async def erase(self, facility_id: UUID, participant_id: UUID, ground: ErasureGround | Literal["merged"]) -> bool:
        """Erase a name; the row stays with who erased it, when and why."""
        erased: bool = await self._work.connection.fetchval(
            "SELECT names.erase_name($1, $2, $3, $4, $5)",
            *(facility_id, participant_id, self._work.now, self._work.actor.account, ground),
        )
        return erased


def place_of(facility_id: UUID, participant_id: UUID) -> str:
    """The row to which a sealed name is bound: moved to another row, it cannot be opened."""
    return f"names/{facility_id}/{participant_id}"


async def _seal(keys: KeyRing, place: str, person: Person) -> bytes:
    return b"".join([piece async for piece in sealed(keys, place, whole(person.model_dump_json().encode()))])


async def _open(keys: KeyRing, place: str, content: bytes) -> Person:
    plain = b"".join([piece async for piece in opened(keys, place, whole(content))])
    return Person.model_validate_json(plain)


async def whole(content: bytes) -> AsyncIterator[bytes]:
    """A sealed name as a stream of one piece."""
    yield content


def resolver(connection: Connection) -> ParticipantResolver:
    """The resolver of this installation."""
    return EmbeddedResolver(connection)
