"""The routes of meetings: recording and reading them with their action items, and correcting minutes."""

from services.agreements.meetings.routes.correcting import router as correcting
from services.agreements.meetings.routes.meetings import router as meetings

routers = (meetings, correcting)
