"""A row of the table of positions, as the personnel register exports it."""

from services.agreements.imports.commands.lookups import Lookups, Taken, resolve_unit, twin_above
from services.agreements.imports.commands.records import find_record
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.others import read_position
from services.agreements.imports.store.lookups import load_position_like
from services.agreements.register.commands.positions import AssignPosition, assign_position
from shared.access import Work
from shared.values.capabilities import ScopeKind


async def take_position(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    """Assign the position of a row, unless the account has it from the same day on."""
    if "id" in reading.cells:
        found = await find_record(work, "positions", reading)
        return Taken(found["id"], known=True) if found else None
    written = read_position(reading, lookups.words)
    unit = None if written.nation else resolve_unit(lookups, reading, "unit", written.unit)
    if reading.refused or written.capability is None:
        return None
    scope_kind: ScopeKind = "nation"
    place = ""
    if unit and unit.kind == "facility":
        scope_kind, place = "facility", str(unit.id)
    elif unit and unit.kind == "regional_office":
        scope_kind, place = "region", unit.region or ""
    valid_from = written.valid_from or lookups.today
    known = await load_position_like(
        work.connection,
        account=written.account,
        capability=written.capability,
        scope_kind=scope_kind,
        unit=place,
        valid_from=valid_from,
    )
    if known:
        return Taken(known, known=True)
    if twin_above(lookups, reading):
        return Taken(None, known=True)
    command = AssignPosition(
        account=written.account,
        capability=written.capability,
        scope_kind=scope_kind,
        unit=place,
        capacity=written.capacity,
        title=written.title,
        letter=written.letter,
        valid_from=valid_from,
        valid_until=written.valid_until,
    )
    return Taken((await assign_position(work, command)).id)
