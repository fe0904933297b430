"""How waiting notices, letters and wrong addresses are found and shown."""

from services.notifications.waiting.model import KINDS
from shared.rooms.waiting.stages import WaitingList, find_by_stages, load_stage, load_stages

FOUND = find_by_stages(
    load_stages(__package__, "notices", "letters", "refused_addresses"),
    near="SELECT * FROM notice WHERE id = ANY (changed)",
    kinds=KINDS,
)
"""The body of `waiting_found`, which a migration creates. A change here or in a stage needs a further migration."""

WAITING = WaitingList("notifications", KINDS, load_stage(__package__, "shown"))
