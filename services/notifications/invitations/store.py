"""Invitations in PostgreSQL."""

from uuid import UUID

from services.notifications.invitations.model.invitations import Invitation, InvitationNotFound, InvitedUnit
from shared.postgres.connections import Connection

_OWN = tuple(name for name in Invitation.__slots__ if name != "units")
_OF_UNITS = InvitedUnit.__slots__


async def load_invitation(connection: Connection, invitation_id: UUID) -> Invitation:
    """The invitation to a meeting. Raises `InvitationNotFound`."""
    row = await connection.fetchrow("SELECT * FROM invitation WHERE invitation_id = $1", invitation_id)
    if row is None:
        raise InvitationNotFound(invitation_id=invitation_id)
    units = await connection.fetch(
        "SELECT * FROM invited_unit WHERE invitation_id = $1 ORDER BY unit_id", invitation_id
    )
    return Invitation.of(row, units)


async def lock_invitation(connection: Connection, invitation_id: UUID) -> Invitation:
    """The invitation, locked until the end of the transaction. Raises `InvitationNotFound`."""
    await connection.execute("SELECT 1 FROM invitation WHERE invitation_id = $1 FOR UPDATE", invitation_id)
    return await load_invitation(connection, invitation_id)


async def save_invitation(connection: Connection, invitation: Invitation) -> None:
    """Save an invitation with its units."""
    values = [list(value) if isinstance(value := getattr(invitation, name), tuple) else value for name in _OWN]
    columns = ", ".join(_OWN)
    changed = ", ".join(f"{name} = excluded.{name}" for name in _OWN if name != "invitation_id")
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await connection.execute(
        f"""INSERT INTO invitation ({columns}) VALUES ({places})
            ON CONFLICT (invitation_id) DO UPDATE SET {changed}""",  # noqa: S608 -- names of columns
        *values,
    )
    await connection.execute("DELETE FROM invited_unit WHERE invitation_id = $1", invitation.invitation_id)
    await connection.executemany(
        f"""INSERT INTO invited_unit (invitation_id, {", ".join(_OF_UNITS)})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",  # noqa: S608 -- names of columns
        [(invitation.invitation_id, *(getattr(each, name) for name in _OF_UNITS)) for each in invitation.units],
    )


async def save_answer(connection: Connection, invitation: Invitation, unit: InvitedUnit) -> None:
    """Save the answer of one unit, and the version of its invitation."""
    await connection.execute(
        """UPDATE invited_unit SET answer = $3, deputy = $4, answered_at = $5, answered_by = $6
           WHERE invitation_id = $1 AND unit_id = $2""",
        *(invitation.invitation_id, unit.unit_id, unit.answer, unit.deputy, unit.answered_at, unit.answered_by),
    )
    await connection.execute(
        "UPDATE invitation SET version = $2 WHERE invitation_id = $1", invitation.invitation_id, invitation.version
    )
