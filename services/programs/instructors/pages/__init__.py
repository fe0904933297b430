"""Pages of instructors: the list of a facility, registering one, and changing one."""

from services.programs.instructors.pages.changing import router as changing
from services.programs.instructors.pages.listing import router as listing

routers = (listing, changing)
