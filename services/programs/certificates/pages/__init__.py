"""Pages of certificates: those of a cohort, recording them, and revoking one."""

from services.programs.certificates.pages.listing import router as listing

routers = (listing,)
