"""The routes of meetings: calling, recording and reading them, action items, correcting and retracting minutes."""

from services.agreements.meetings.routes.calling import router as calling
from services.agreements.meetings.routes.correcting import router as correcting
from services.agreements.meetings.routes.meetings import router as meetings

routers = (calling, meetings, correcting)
