"""Papers to download, the form of an invitation, and the templates of papers."""

from services.agreements.texts.pages.downloads import router as downloads
from services.agreements.texts.pages.listing import router as listing
from services.agreements.texts.pages.meeting_letter import router as meeting_letter
from services.agreements.texts.pages.restoring import router as restoring
from services.agreements.texts.pages.showing import router as showing

routers = (downloads, listing, meeting_letter, restoring, showing)
