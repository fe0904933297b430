"""How unread notices are found."""

from services.notifications.waiting.model import KINDS
from shared.access.positions import CAPITAL_ZONE
from shared.rooms.waiting.stages import WaitingList, load_stages

STAGES = load_stages(__package__, "notices")
WAITING = WaitingList("notifications", KINDS, STAGES, parameters={"capital_zone": CAPITAL_ZONE})
