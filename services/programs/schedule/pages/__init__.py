"""Pages of the timetable: the weeks of a facility, planning a series, and one planned session."""

from services.programs.schedule.pages.changing import router as changing
from services.programs.schedule.pages.listing import router as listing
from services.programs.schedule.pages.planning import router as planning
from services.programs.schedule.pages.showing import router as showing

routers = (listing, planning, showing, changing)
