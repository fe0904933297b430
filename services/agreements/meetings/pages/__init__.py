"""Pages of meetings: calling, recording, correcting, retracting, action items. `overview` shows one meeting."""

from services.agreements.meetings.pages.called import router as called
from services.agreements.meetings.pages.calling import router as calling
from services.agreements.meetings.pages.completing import router as completing
from services.agreements.meetings.pages.correcting import router as correcting
from services.agreements.meetings.pages.items import router as items
from services.agreements.meetings.pages.listing import router as listing
from services.agreements.meetings.pages.recording import router as recording
from services.agreements.meetings.pages.retracting import router as retracting

# `/rapat/baru` and `/rapat/undangan` come before `/rapat/{id}`, `/rapat/undangan/baru` before `…/undangan/{id}`.
routers = (listing, recording, calling, called, completing, correcting, retracting, items)
