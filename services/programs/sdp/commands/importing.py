"""Taking the file of a day: arrivals get a reference, departures end enrolments, and transfers are proposed."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Literal
from uuid import UUID

from services.programs.candidates.commands import EndCandidate, end_candidate
from services.programs.cohorts.commands.ending import EndEnrolment, end_enrolment
from services.programs.names.access import scope_to_name
from services.programs.names.commands.importing import TakenNames, Taking, lock_register
from services.programs.names.model.register import Register
from services.programs.names.model.rows import NameRow, RefusedRow
from services.programs.participants.commands import names
from services.programs.program.access import KEEPERS
from services.programs.sdp.model.rows import DestinationUnknown, RegisterNumberUnknown, SdpOutcome, SdpRow
from services.programs.sdp.store import load_facilities, load_to_end, load_waiting
from services.programs.transfers.commands.proposing import ProposeTransfer, propose_transfer
from shared.access import Work, use_case
from shared.operations.settings import Settings
from shared.tables.cells import text_of
from shared.tables.header import Column
from shared.tables.limits import TableTooLarge
from shared.tables.reading import Record, read_table
from shared.values.inputs import letters_and_digits, number_key
from shared.values.refusals import Refusal

COLUMNS = (
    Column("register_number", ("Nomor registrasi", "No. registrasi", "No. reg", "Register number"), required=True),
    Column("movement", ("Peristiwa", "Mutasi", "Keterangan", "Event"), required=True),
    Column("day", ("Tanggal", "Tanggal peristiwa", "Tgl", "Day"), required=True),
    Column("name", ("Nama", "Nama lengkap", "Name")),
    Column("kind", ("Jenis", "Jenis peserta", "Golongan", "Kind")),
    Column("destination", ("UPT tujuan", "Tujuan", "Destination")),
    Column("term_ends_on", ("Tanggal ekspirasi", "Ekspirasi", "Tgl ekspirasi", "End of term")),
)
MOST_ROWS = 2_000
"""Rows of one day at the largest facility, many times over."""


@dataclass(frozen=True, slots=True)
class ImportMovements:
    """Take the file of a day; a dry run answers in the same way and changes nothing."""

    facility_id: UUID
    file: BinaryIO
    dry_run: bool
    settings: Settings


@dataclass(frozen=True, slots=True)
class AdmitMovements:
    """A file is about to arrive."""

    facility_id: UUID


@dataclass(slots=True)
class TakenMovements:
    """The changes that the rows have made; those refused are named by their number alone."""

    dry_run: bool
    outcomes: Counter[SdpOutcome] = field(default_factory=Counter)
    ended: int = 0
    proposed: int = 0
    refused: list[RefusedRow] = field(default_factory=list)


@use_case(*KEEPERS, scope=scope_to_name, changes=False)
async def admit_movements(_work: Work, _command: AdmitMovements) -> None:
    """Refuse a file of an account that may not send one, before it arrives."""


@use_case(*KEEPERS, scope=scope_to_name)
async def import_movements(work: Work, command: ImportMovements) -> TakenMovements:
    """Take every row that is right, in the order of the file. The same file again changes nothing."""
    rows = await asyncio.to_thread(_rows, command.file)
    await lock_register(work, command.facility_id)
    keeper = names(work, command.settings)
    register = Register(await keeper.read(command.facility_id, None, "sdp"))
    people = Taking(work, command.facility_id, register, TakenNames(command.dry_run))
    taking = _Taking(people, await load_facilities(work.connection), TakenMovements(command.dry_run))
    async with work.part(kept=not command.dry_run):
        for row in rows:
            await taking.take(row)
        await people.keep(keeper)
    return taking.taken


@dataclass(frozen=True, slots=True)
class _Departure:
    """A departure: who, on which day, and why."""

    who: UUID
    day: date
    reason: Literal["released", "transferred"]


@dataclass(slots=True)
class _Taking:
    """Takes rows, one after the other; what a refused row has changed is undone."""

    people: Taking
    facilities: Mapping[str, UUID]
    taken: TakenMovements

    async def take(self, row: SdpRow) -> None:
        ended, proposed = self.taken.ended, self.taken.proposed
        try:
            async with self.people.work.part():
                self.taken.outcomes[await self._outcome(row)] += 1
        except Refusal as refusal:
            self.taken.ended, self.taken.proposed = ended, proposed
            self.taken.refused.append(RefusedRow(row.entry, refusal))

    async def _outcome(self, row: SdpRow) -> SdpOutcome:
        movement, day, term = row.read_movement(), row.read_day(), row.read_term()
        if movement == "arrived":
            entered = await self.people.enter(NameRow(row.entry, row.name, row.register_number, row.kind, ""))
            changed = self._change_term(row, term) or entered != "unchanged"
            return "arrived" if changed else "unchanged"
        who = self._known(row)
        if movement == "released":
            changed = await self._leave(_Departure(who, day, "released"))
            return "released" if changed else "unchanged"
        if movement == "transferred":
            changed = await self._leave(_Departure(who, day, "transferred"), self._destination(row))
            return "transferred" if changed else "unchanged"
        return "term" if self._change_term(row, term) else "unchanged"

    def _known(self, row: SdpRow) -> UUID:
        who = self.people.register.find(number_key(row.register_number))
        if who is None:
            raise RegisterNumberUnknown(entry=row.entry)
        return who

    def _destination(self, row: SdpRow) -> UUID | None:
        if not row.destination:
            return None
        found = self.facilities.get(letters_and_digits(row.destination))
        if found is None:
            raise DestinationUnknown(entry=row.entry)
        return found

    def _change_term(self, row: SdpRow, term: date | None) -> bool:
        who = self._known(row)
        person = self.people.register.people[who]
        if term is None or not self.people.register.enter(who, person.model_copy(update={"term_ends_on": term})):
            return False
        self.people.changed.add(who)
        return True

    async def _leave(self, end: _Departure, destination: UUID | None = None) -> bool:
        """End what the participant takes part in or waits for, and propose what can be continued elsewhere."""
        work, facility_id = self.people.work, self.people.facility_id
        waiting = await load_waiting(work.connection, facility_id, end.who)
        for candidate_id, version in waiting:
            await end_candidate(work, EndCandidate(candidate_id, version, end.reason))
        enrolments = await load_to_end(work.connection, facility_id, end.who, end.day, end.reason)
        for enrolment_id in enrolments:
            await end_enrolment(work, EndEnrolment(enrolment_id, end.day, end.reason))
            self.taken.ended += 1
            if destination:
                await propose_transfer(work, ProposeTransfer(enrolment_id, destination))
                self.taken.proposed += 1
        return bool(waiting or enrolments)


def _rows(file: BinaryIO) -> Sequence[SdpRow]:
    records = (row for row in read_table(file, COLUMNS).rows if isinstance(row, Record))
    found = list(itertools.islice(map(_row, records), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise TableTooLarge(rows=len(found), columns=len(COLUMNS), most_rows=MOST_ROWS, most_columns=len(COLUMNS))
    return found


def _row(record: Record) -> SdpRow:
    texts = {name: " ".join(text_of(cell).split()) for name, cell in record.cells.items()}
    return SdpRow(
        entry=record.number,
        register_number=texts.get("register_number", ""),
        movement=texts.get("movement", ""),
        day=record.cells.get("day", ""),
        name=texts.get("name", ""),
        kind=texts.get("kind", ""),
        destination=texts.get("destination", ""),
        term_ends_on=record.cells.get("term_ends_on", ""),
    )
