"""Pages of meetings: the list, recording and correcting, and action items. The room `overview` shows one meeting."""

from services.agreements.meetings.pages.completing import router as completing
from services.agreements.meetings.pages.correcting import router as correcting
from services.agreements.meetings.pages.items import router as items
from services.agreements.meetings.pages.listing import router as listing
from services.agreements.meetings.pages.recording import router as recording

# `/rapat/baru` comes before `/rapat/{id}`.
routers = (listing, recording, completing, correcting, items)
