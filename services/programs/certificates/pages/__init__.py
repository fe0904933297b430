"""Pages of certificates: those of a cohort, recording them, and withdrawing one."""

from services.programs.certificates.pages.listing import router as listing

routers = (listing,)
