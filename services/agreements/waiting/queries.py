"""The waiting list of agreements: an SQL file for each stage of an agreement's life, and one for the desks."""

from services.agreements.succession.model import MONTHS_OF_A_MEETING
from services.agreements.waiting.model import EXPIRY_DAYS, KINDS
from shared.access.positions import CAPITAL_ZONE
from shared.rooms.waiting.stages import WaitingList, load_stage, load_stages

STAGES = load_stages(__package__, "drafts", "reviews", "signatures", "numbers", "not_running", "uncovered", "expiring")
WAITING = WaitingList(
    "agreements",
    KINDS,
    STAGES,
    common=load_stages(__package__, "near", "action_items"),
    at_desks=load_stage(__package__, "at_desks"),
    parameters={
        "capital_zone": CAPITAL_ZONE,
        "meeting_months": MONTHS_OF_A_MEETING,
        "expiry_days": EXPIRY_DAYS,
    },
)
