"""Pages of meetings: the list, recording one, and completing an action item. The room `overview` shows one meeting."""

from services.agreements.meetings.pages.completing import router as completing
from services.agreements.meetings.pages.listing import router as listing
from services.agreements.meetings.pages.recording import router as recording

# `/rapat/baru` comes before `/rapat/{id}`.
routers = (listing, recording, completing)
