"""What the clock does: it looks whether a newer catalogue serves what waited for a template."""

from services.programs.authorisations.commands import FillGaps, fill_gaps
from shared.access import Work


async def fill_template_gaps(work: Work) -> None:
    """Plan what waited for a template that is there now."""
    await fill_gaps(work, FillGaps())


JOBS = (fill_template_gaps,)
