"""GET /waiting, GET /waiting/counts."""

from services.agreements.waiting.model import KINDS
from services.agreements.waiting.queries import FOUND
from shared.rooms.waiting import Waiting, waiting_router

router = waiting_router(Waiting("agreements", KINDS, FOUND))
