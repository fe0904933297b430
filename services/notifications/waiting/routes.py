"""GET /waiting, GET /waiting/counts."""

from services.notifications.waiting.model import KINDS
from services.notifications.waiting.queries import FOUND
from shared.rooms.waiting import Waiting, waiting_router

router = waiting_router(Waiting("notifications", KINDS, FOUND))
