"""Pages of amendments: proposing a change to a closed month, the amendments of a program, and deciding one."""

from services.programs.amendments.pages.deciding import router as deciding
from services.programs.amendments.pages.listing import router as listing
from services.programs.amendments.pages.proposing import router as proposing
from services.programs.amendments.pages.proposing_late import router as proposing_late

routers = (proposing, proposing_late, listing, deciding)
