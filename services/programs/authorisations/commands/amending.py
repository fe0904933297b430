"""An addendum changes the term of an agreement: programs and gaps follow. System only."""

from services.programs.authorisations.commands.carrying import renew
from services.programs.authorisations.model import Amendment
from services.programs.authorisations.store.agreements import lock_courses, save_amendment
from services.programs.authorisations.store.gaps import save_last_day_of_gaps
from services.programs.authorisations.store.units import lock_facilities
from services.programs.program.store.locking import lock_programs_under
from services.programs.program.store.saving import save_program
from shared.access import Work, nationwide, use_case


@use_case(scope=nationwide)
async def amend_agreement(work: Work, amendment: Amendment) -> None:
    """Let the authorisations of an agreement end with its new term, and continue their programs in the years of it."""
    # The fact is kept as well: a predecessor of another line may hand its scope over later, with the former term.
    await lock_courses(work.connection, amendment.agreement_id)
    if not await save_amendment(work.connection, amendment):
        return
    await lock_facilities(work.connection, amendment.agreement_id)
    await save_last_day_of_gaps(work.connection, amendment.agreement_id, amendment.until)
    programs = await lock_programs_under(work.connection, amendment.agreement_id)
    for program in programs:
        before = program.authorisations
        own = (each for each in before if each.agreement_id == amendment.agreement_id)
        program.authorise(*(each.amend(amendment.until) for each in own))
        if program.authorisations != before:
            await save_program(work.connection, program)
    for series in sorted({program.series for program in programs}):
        await renew(work, series)
