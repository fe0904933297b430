"""Loads and saves the rule of a facility for its devices."""

from uuid import UUID

from services.programs.devices.model import DeviceRule
from shared.access import Work
from shared.postgres.connections import Connection


async def load_device_rule(connection: Connection, facility_id: UUID) -> DeviceRule:
    """Load the rule of a facility."""
    row = await connection.fetchrow(
        "SELECT facility_id, keeps_sheets, version FROM device_rule WHERE facility_id = $1", facility_id
    )
    return DeviceRule(**row) if row else DeviceRule(facility_id)


async def lock_device_rule(connection: Connection, facility_id: UUID) -> DeviceRule:
    """Load the rule of a facility and lock it until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"devices {facility_id}")
    return await load_device_rule(connection, facility_id)


async def save_device_rule(work: Work, rule: DeviceRule) -> None:
    """Save the rule of a facility."""
    await work.connection.execute(
        """INSERT INTO device_rule (facility_id, keeps_sheets, version, changed_by, changed_at)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (facility_id) DO UPDATE SET keeps_sheets = excluded.keeps_sheets, version = excluded.version,
               changed_by = excluded.changed_by, changed_at = excluded.changed_at""",
        *(rule.facility_id, rule.keeps_sheets, rule.version, work.actor.account, work.now),
    )
