"""Periodic job: regional offices are asked about offers that their facilities have not answered in time."""

from services.programs.offers.commands.rounds import ReportOverdue, report_overdue
from shared.access import Work


async def report_overdue_offers(work: Work) -> None:
    """Report the offers whose last day is over."""
    await report_overdue(work, ReportOverdue())


JOBS = (report_overdue_offers,)
