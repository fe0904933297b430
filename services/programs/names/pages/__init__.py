"""Pages of names: the list of a facility, its file, an erasure, and who has read names."""

from services.programs.names.pages.erasing import router as erasing
from services.programs.names.pages.listing import router as listing
from services.programs.names.pages.sending import uploads as sending

routers = (sending, erasing, listing)
