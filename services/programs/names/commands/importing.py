"""Taking a file of names: each person gets a random reference once, however often the file comes."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from uuid import UUID

from services.programs.cohorts.model.admission import NotAPseudonym, is_pseudonym
from services.programs.names.access import scope_to_name
from services.programs.names.model.register import Register
from services.programs.names.model.rows import (
    NameOutcome,
    NameRow,
    ReferenceOfAnother,
    RefusedRow,
    RegisterNumberTwice,
)
from services.programs.participants.commands import names
from services.programs.participants.model import NameKeeper, ParticipantResolver, new_reference
from services.programs.participants.store import resolver
from services.programs.program.access import KEEPERS
from shared.access import Work, use_case
from shared.operations.settings import Settings
from shared.tables.cells import text_of
from shared.tables.header import Column
from shared.tables.limits import TableTooLarge
from shared.tables.reading import Record, read_table
from shared.values.inputs import number_key
from shared.values.refusals import Refusal

COLUMNS = (
    Column("register_number", ("Nomor registrasi", "No. registrasi", "No. reg", "Register number"), required=True),
    Column("name", ("Nama", "Nama lengkap", "Name"), required=True),
    Column("kind", ("Jenis", "Jenis peserta", "Golongan", "Kind")),
    Column("reference", ("Kode peserta", "Kode", "Pseudonim", "Reference")),
)
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class ImportNames:
    """Take the names of a file; a dry run answers in the same way and changes nothing."""

    facility_id: UUID
    file: BinaryIO
    dry_run: bool
    settings: Settings


@dataclass(frozen=True, slots=True)
class AdmitNames:
    """A file of names is about to arrive."""

    facility_id: UUID


@dataclass(slots=True)
class TakenNames:
    """The outcomes of the rows; those refused are named by their number alone."""

    dry_run: bool
    outcomes: Counter[NameOutcome] = field(default_factory=Counter)
    refused: list[RefusedRow] = field(default_factory=list)


@use_case(*KEEPERS, scope=scope_to_name, changes=False)
async def admit_names(_work: Work, _command: AdmitNames) -> None:
    """Refuse a file of an account that may not give names, before it arrives."""


@use_case(*KEEPERS, scope=scope_to_name)
async def import_names(work: Work, command: ImportNames) -> TakenNames:
    """Take every row that is right. The same person twice is the same reference. Raises a refusal of the file."""
    # In a thread, because reading a workbook would hold up every other request of the process.
    rows = await asyncio.to_thread(_rows, command.file)
    keeper = names(work, command.settings)
    await lock_register(work, command.facility_id)
    register = Register(await keeper.read(command.facility_id, None, "import"))
    taking = Taking(work, command.facility_id, register, TakenNames(command.dry_run))
    seen: dict[str, int] = {}
    async with work.part(kept=not command.dry_run):
        for row in rows:
            await taking.take(row, seen.setdefault(number_key(row.register_number), row.entry))
        await taking.keep(keeper)
    return taking.taken


async def lock_register(work: Work, facility_id: UUID) -> None:
    """Let one file at a time change the register of a facility: otherwise two could issue two references to one."""
    await work.start_transaction()
    await work.connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"names {facility_id}")


@dataclass(slots=True)
class Taking:
    """Takes rows into the register, one after the other."""

    work: Work
    facility_id: UUID
    register: Register
    taken: TakenNames
    changed: set[UUID] = field(default_factory=set)

    async def take(self, row: NameRow, first: int) -> None:
        """Take one row, or note why it is refused; `first` is the first row with its register number."""
        try:
            if first != row.entry and row.register_number:
                raise RegisterNumberTwice(entry=row.entry, first=first)
            self.taken.outcomes[await self.enter(row)] += 1
        except Refusal as refusal:
            self.taken.refused.append(RefusedRow(row.entry, refusal))

    async def enter(self, row: NameRow) -> NameOutcome:
        """Enter the person of a row in the register. Raises a refusal of the row."""
        known = self.register.find(number_key(row.register_number))
        person = row.person(self.register.people.get(known) if known else None)
        reference = row.reference.upper()
        if reference and not is_pseudonym(reference):
            raise NotAPseudonym(entry=row.entry)
        who = await self._participant(row, known, reference)
        if not self.register.enter(who, person):
            return "unchanged"
        self.changed.add(who)
        return "changed" if known else "new"

    async def keep(self, keeper: NameKeeper) -> None:
        """Keep the changed entries."""
        if self.changed:
            await keeper.keep(self.facility_id, self.register.only(self.changed))

    async def _participant(self, row: NameRow, known: UUID | None, reference: str) -> UUID:
        """The person of a row: by register number, by a reference that the facility has used so far, or a new one."""
        resolving: ParticipantResolver = resolver(self.work.connection)
        if reference:
            named = await resolving.find(self.facility_id, reference)
            other = named is not None and named != known and named in self.register.people
            if other or known not in (None, named):
                raise ReferenceOfAnother(entry=row.entry)
            return (await resolving.participants(self.facility_id, [reference]))[reference]
        if known:
            return known
        issued = new_reference()
        return (await resolving.participants(self.facility_id, [issued]))[issued]


def _rows(file: BinaryIO) -> Sequence[NameRow]:
    records = (row for row in read_table(file, COLUMNS).rows if isinstance(row, Record))
    found = list(itertools.islice(map(_row, records), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise TableTooLarge(rows=len(found), columns=len(COLUMNS), most_rows=MOST_ROWS, most_columns=len(COLUMNS))
    return found


def _row(record: Record) -> NameRow:
    texts: Mapping[str, str] = {name: " ".join(text_of(cell).split()) for name, cell in record.cells.items()}
    return NameRow(record.number, *(texts.get(each, "") for each in ("name", "register_number", "kind", "reference")))
