"""Periodic jobs: facilities owe the months that are over, and are asked about those without an entry."""

from services.programs.months.commands.owing import AskAboutSilence, OweMonths, ask_about_silence, owe_months
from shared.access import Work


async def owe_months_that_are_over(work: Work) -> None:
    """Put the months on record that facilities owe."""
    await owe_months(work, OweMonths())


async def ask_about_silent_months(work: Work) -> None:
    """Report months that are silent after the fifth working day, and after the tenth to the regional office."""
    await ask_about_silence(work, AskAboutSilence())


JOBS = (owe_months_that_are_over, ask_about_silent_months)
