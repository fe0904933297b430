"""GET /waiting, GET /waiting/counts."""

from services.agreements.waiting.queries import WAITING
from shared.rooms.waiting.routes import waiting_router

router = waiting_router(WAITING)
