"""Pages of monthly reports."""

from services.programs.reports.pages.report import router as report

routers = (report,)
