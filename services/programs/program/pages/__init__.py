"""Pages of programs: the list and its counts, one planned by hand, one program,
its opening and funding, and where a practice runs."""

from services.programs.program.pages.coverage import router as coverage
from services.programs.program.pages.funding import router as funding
from services.programs.program.pages.listing import router as listing
from services.programs.program.pages.opening import router as opening
from services.programs.program.pages.planning import router as planning
from services.programs.program.pages.showing import router as showing
from services.programs.program.pages.spread import router as spread

# `/program/baru` and `/program/cakupan` come before `/program/{id}`.
routers = (listing, coverage, spread, planning, showing, opening, funding)
