"""A periodic job: a newer catalogue may have the templates that were missing."""

from services.programs.authorisations.commands import FillGaps, fill_gaps
from shared.access import Work


async def fill_template_gaps(work: Work) -> None:
    """Plan the undertakings whose template exists by now."""
    await fill_gaps(work, FillGaps())


JOBS = (fill_template_gaps,)
