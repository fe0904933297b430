"""Our units, the fields, the words and the other rows of an import, by which its rows are understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import Import, ImportRow, unpacked
from services.agreements.imports.model.keys import keys_of
from services.agreements.imports.model.partner_names import PartnerAmbiguous, PartnerNotRegistered, is_same_spelling
from services.agreements.imports.model.unit_names import GUESSED, UnitNames
from services.agreements.imports.model.words import Words
from services.agreements.imports.shipped import words
from services.agreements.imports.store.lookups import load_fields, load_own_units, load_partners_like
from services.agreements.imports.store.rows import load_rows_with_keys
from services.agreements.register.model.names import twin_key
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.access.positions import CAPITAL_ZONE
from shared.values.refusals import Refusal
from shared.values.terms import day_in
from shared.values.texts import Text

_SPELLED = Text('"{written}" dibaca sebagai {name}.', '"{written}" was read as {name}.')
_TWICE = Text("Sama dengan baris {number}.", "The same as row {number}.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that went through its use case, or that was on record already (`known`)."""

    resource_id: UUID | None
    known: bool = False
    before: Mapping[str, Any] | None = None

    @property
    def of_another_row(self) -> bool:
        """Whether another row of the file is the same, which a trial has not kept."""
        return self.resource_id is None


@dataclass(slots=True)
class Lookups:
    """Loaded once for a slice of rows; `row_number` is that of the row that is being taken. A `trial` keeps nothing."""

    received: Import
    units: UnitNames
    fields: Mapping[str, str]
    words: Words
    today: date
    trial: bool
    rows: Mapping[str, list[ImportRow]]
    """The rows of the import, taken or not, by the keys that the slice names."""
    row_number: int = 0
    partners: dict[str, list[Unit]] = field(default_factory=dict)
    """Those that earlier rows of the slice have named, by the key of twins."""

    def note(self, taken: ImportRow) -> None:
        """Let later rows of the slice find a row as it was taken."""
        for rows in self.rows.values():
            rows[:] = [taken if row.number == taken.number else row for row in rows]


async def load_lookups(work: Work, received: Import, rows: Sequence[ImportRow], *, trial: bool) -> Lookups:
    """The lookups of a slice."""
    keys = {key for row in rows for key in keys_of(received.kind, unpacked(row.cells)) if key}
    return Lookups(
        received,
        UnitNames.of(await load_own_units(work.connection)),
        await load_fields(work.connection),
        words(),
        day_in(CAPITAL_ZONE, work.now),
        trial,
        await load_rows_with_keys(work.connection, received.id, keys),
    )


def resolve_unit(lookups: Lookups, reading: Reading, column: str, written: str) -> Unit | None:
    """Our unit of a name; a finding if it is not found, or found without its class."""
    if not written:
        return None
    try:
        unit, guessed = lookups.units.find(written)
    except Refusal as refusal:
        reading.refuse(column, refusal)
        return None
    if guessed:
        reading.caution(column, "unit_guessed", GUESSED.fill(written=written, name=unit.name))
    return unit


async def resolve_partner(work: Work, lookups: Lookups, reading: Reading, column: str, written: str) -> Unit | None:
    """The partner of a name; a finding if it is not registered, or spelled in another way."""
    if not written:
        return None
    key = twin_key(written)
    found = lookups.partners.get(key) or await load_partners_like(work.connection, key)
    # One that is not found is not kept: a row between may register it.
    lookups.partners |= {key: found} if found else {}
    if len(found) != 1:
        names = [partner.public_name for partner in found]
        reading.refuse(
            column, PartnerAmbiguous(written=written, names=names) if found else PartnerNotRegistered(written=written)
        )
        return None
    if not is_same_spelling(found[0].name, written):
        reading.caution(column, "partner_spelled", _SPELLED.fill(written=written, name=found[0].public_name))
    return found[0]


def twin_above(lookups: Lookups, reading: Reading) -> bool:
    """Whether a trial has tried the same before, in an earlier row of the import; a caution names that row."""
    key, _ = keys_of(lookups.received.kind, reading.cells)
    for other in lookups.rows.get(key or "", ()) if lookups.trial else ():
        if other.number < lookups.row_number and other.state in ("ready", "cautioned", "accepted", "known"):
            reading.caution("", "row_twice", _TWICE.fill(number=other.number))
            return True
    return False
