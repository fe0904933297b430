"""Pages of programs: the list, one planned by hand, one program, and its opening."""

from services.programs.program.pages.listing import router as listing
from services.programs.program.pages.opening import router as opening
from services.programs.program.pages.planning import router as planning
from services.programs.program.pages.showing import router as showing

# `/program/baru` comes before `/program/{id}`.
routers = (listing, planning, showing, opening)
