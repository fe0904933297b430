"""GET /waiting, GET /waiting/counts."""

from services.programs.waiting.model import KINDS
from services.programs.waiting.queries import FOUND
from shared.rooms.waiting import Waiting, waiting_router

router = waiting_router(Waiting("programs", KINDS, FOUND))
