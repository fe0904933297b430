"""Open matters follow facilities that have moved to another office."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.notifications.directory.store import load_moving, save_followed
from services.notifications.inbox.commands.showing import open_matters, refresh_notices
from services.notifications.inbox.model import MOVED
from services.notifications.inbox.store import load_causes
from services.notifications.matters.model import Matter, follow
from services.notifications.matters.store import close_matters, lock_matters, save_matters
from shared.access import Work, nationwide, use_case
from shared.postgres.connections import Connection
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class FollowFacilities:
    """Let open matters follow the facilities that have moved to another office: each by the day of its own zone."""


@use_case(scope=nationwide)
async def follow_facilities(work: Work, _command: FollowFacilities) -> None:
    """Notify the new office of open matters, and close the old office's notices about them. System only."""
    if not await load_moving(work.connection, work.now):
        return
    await lock_matters(work.connection)
    moving = await load_moving(work.connection, work.now)
    by_notice = await load_causes(work.connection, moving)
    followed = follow(
        (matter for matters in by_notice.values() for matter in matters),
        {id_: period.region for id_, period in moving.items()},
    )
    lost = await close_matters(work.connection, followed.left, new_id())
    kept = await _save_in_place(work.connection, followed.changed, by_notice)
    arrived = [matter for matter in followed.arrived if matter.useful_until >= day_in(matter.zone, work.now)]
    opened = await open_matters(work, arrived)
    opened.change.update(kept)
    await refresh_notices(work, MOVED, opened=opened, lost=lost)
    await save_followed(work.connection, moving, work.now)


async def _save_in_place(
    connection: Connection, matters: Sequence[Matter], by_notice: Mapping[UUID, Sequence[Matter]]
) -> Counter[UUID]:
    """Save matters that stay in their notices; return these notices, whose numbers stay the same."""
    if not matters:
        return Counter()
    places = {matter.place: notice_id for notice_id, shown in by_notice.items() for matter in shown}
    return await save_matters(connection, matters, [places[matter.place] for matter in matters])
