"""Pages of programs: the list, and one program."""

from services.programs.program.pages.listing import router as listing
from services.programs.program.pages.showing import router as showing

routers = (listing, showing)
