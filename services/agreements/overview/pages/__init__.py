"""The pages of one agreement and of one meeting: what is known of them, and what the reader may do now."""

from services.agreements.overview.pages.meeting import router as meeting
from services.agreements.overview.pages.showing import router as showing

routers = (meeting, showing)
