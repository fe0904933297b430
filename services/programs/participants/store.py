"""The embedded resolver: a table that no role of the services can read, behind three functions of its owner."""

from collections.abc import Collection
from uuid import UUID

from services.programs.participants.model import ParticipantResolver
from shared.postgres.connections import Connection


class EmbeddedResolver:
    """The resolver beside the tables of programs; what it issues is part of the caller's transaction."""

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

    async def link(self, facility_id: UUID, reference: str, participant_id: UUID) -> bool:
        """State that a reference of the facility is a participant of another one."""
        linked: bool = await self._connection.fetchval(
            "SELECT link_participant($1, $2, $3)", facility_id, reference, participant_id
        )
        return linked


def resolver(connection: Connection) -> ParticipantResolver:
    """The resolver of this installation."""
    return EmbeddedResolver(connection)
