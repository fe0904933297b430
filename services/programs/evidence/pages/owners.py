"""Whose evidence a page is about: a session, an output or a performance, with its address and its program."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request

from services.programs.evidence.model import OWNERS, OfSession, Owner
from services.programs.outcomes.queries.outcomes import ShowOutcome, show_output, show_performance
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.access import Work
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.values.texts import Text
from shared.web.uploads import id_in_path


def owner_in_path(request: Request) -> Owner:
    """The session or the outcome that the address names."""
    name = next(each for each in OWNERS if each in request.path_params)
    return OWNERS[name](id_in_path(request, name))


CurrentOwner = Annotated[Owner, Depends(owner_in_path)]


@dataclass(frozen=True, slots=True)
class OwnerShown:
    """The page of a session or an outcome, and the day or the period of it."""

    address: str
    back: str
    when: Text
    program: ProgramDetails

    @property
    def evidence(self) -> str:
        """The address of the list of its evidence."""
        return f"{self.address}/bukti"


async def show_owner(work: Work, of: Owner) -> OwnerShown:
    """The session or the outcome as its page names it. Raises its refusal if it is not found."""
    if isinstance(of, OfSession):
        session = await show_session(work, ShowSession(of.session_id))
        return await _shown(work, f"/pertemuan/{of.id}", "session", session.held_on.isoformat(), session.program_id)
    if of.kind == "output":
        output = await show_output(work, ShowOutcome("output", of.id))
        return await _shown(work, f"/hasil/{of.id}", "output", output.made, output.program_id)
    performance = await show_performance(work, ShowOutcome("performance", of.id))
    written = performance.held_on.isoformat()
    return await _shown(work, f"/pentas/{of.id}", "performance", written, performance.program_id)


async def _shown(work: Work, address: str, kind: str, written: str, program_id: UUID) -> OwnerShown:
    program = await show_program(work, ShowProgram(program_id))
    return OwnerShown(address, f"back_to_{kind}", written_reported_day(ReportedDay(edtf=written)), program)
