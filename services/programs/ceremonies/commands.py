"""Keeping the wishes of a ceremony, and opening their programs once they are planned. System only."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from services.programs.ceremonies.model import Fulfilment, OpeningWish
from services.programs.ceremonies.store import insert_wishes, load_plannable, lock_waiting, save_fulfilment
from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_programs_of_item
from shared.access import Work, nationwide, use_case
from shared.events.job_items import take_each
from shared.values.refusals import Refusal
from shared.values.texts import Text

PER_RUN = 200
BEGUN = ("open", "running")


@dataclass(frozen=True, slots=True)
class KeepWishes:
    """The programs of one unit that open at a ceremony: the facility, if it is one, and its region."""

    wishes: tuple[OpeningWish, ...]
    facility_id: UUID | None
    region: str | None


@dataclass(frozen=True, slots=True)
class FulfilWishes:
    """The programs of an agreement may be planned by now."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class FulfilPlanned:
    """Programs may have been planned later: by a newer catalogue, or because a facility has accepted an offer."""


@use_case(scope=nationwide)
async def keep_wishes(work: Work, command: KeepWishes) -> None:
    """Keep the wishes, and open the programs that are planned already."""
    await insert_wishes(work.connection, command.wishes, command.facility_id, command.region)
    for agreement_id in sorted({each.agreement_id for each in command.wishes}):
        await _fulfil_of(work, agreement_id)


@use_case(scope=nationwide)
async def fulfil_wishes(work: Work, command: FulfilWishes) -> None:
    """Open the programs of an agreement for which a ceremony has asked."""
    await _fulfil_of(work, command.agreement_id)


@use_case(scope=nationwide)
async def fulfil_planned(work: Work, _command: FulfilPlanned) -> None:
    """Open the programs that were planned since the ceremony."""
    due = await load_plannable(work.connection, PER_RUN)
    await take_each(work, "open_at_ceremonies", due, partial(_fulfil_of, work), str)


async def _fulfil_of(work: Work, agreement_id: UUID) -> None:
    for wish in await lock_waiting(work.connection, agreement_id, PER_RUN):
        programs = await lock_programs_of_item(work.connection, wish.scope_item_id, wish.opened_on.year)
        opened, refusals = [], []
        for program in programs:
            refusal = await _open(work, program, wish)
            if refusal is None:
                opened.append(program.id)
            else:
                refusals.append(refusal)
        await save_fulfilment(work.connection, wish, Fulfilment(programs=tuple(opened), refusals=tuple(refusals)))


async def _open(work: Work, program: Program, wish: OpeningWish) -> Text | None:
    """Open a program as of the ceremony; returns why it could not be."""
    if program.state in BEGUN:
        return None
    emitted = work.emitted
    try:
        async with work.connection.transaction():
            await open_program(work, OpenProgram(program.id, program.version, wish.opening()))
    except Refusal as error:
        work.discard_after(emitted)
        return error.sentence
    return None
