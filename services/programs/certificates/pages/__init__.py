"""Pages of certificates: those of a cohort, recording them, withdrawing and printing one, and the check by anyone."""

from services.programs.certificates.pages.checking import router as checking
from services.programs.certificates.pages.listing import router as listing

routers = (listing, checking)
