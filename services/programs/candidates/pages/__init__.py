"""Pages of candidates: the waiting list of a program, listing, calling up and removing."""

from services.programs.candidates.pages.calling import router as calling
from services.programs.candidates.pages.listing import router as listing

routers = (listing, calling)
