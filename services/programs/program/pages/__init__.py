"""Pages of programs: the list and its counts, one planned by hand, one program, and its opening."""

from services.programs.program.pages.coverage import router as coverage
from services.programs.program.pages.listing import router as listing
from services.programs.program.pages.opening import router as opening
from services.programs.program.pages.planning import router as planning
from services.programs.program.pages.showing import router as showing

# `/program/baru` and `/program/cakupan` come before `/program/{id}`.
routers = (listing, coverage, planning, showing, opening)
