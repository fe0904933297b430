"""Assembles the processes of notifications.

Each room may import the rooms before it in this order: directory, rules, templates, matters, inbox,
waiting.
"""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.applications import Starlette

from shared.access import Actor
from shared.contracts.subscription import Rebuildable, Subscription
from shared.events.jobs import Job
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "notifications"


def api(settings: Settings) -> FastAPI:
    """The api process: the inbox, the rules and the waiting list."""
    # Imported here, so that each process and each command loads only the modules that it needs.
    from services.notifications.inbox.pages.inbox import router as inbox_page
    from services.notifications.inbox.pages.notice import router as notice_page
    from services.notifications.inbox.pages.stream import stream_router
    from services.notifications.inbox.pages.streams import InboxStreams
    from services.notifications.inbox.routes import router as inbox
    from services.notifications.rules.routes import router as rules
    from services.notifications.waiting.routes import router as waiting
    from shared.processes.api import make_api

    clock = business_clock(settings).now
    streams = InboxStreams(settings, clock)
    # The stream before the notices: its address would otherwise be taken for the id of one.
    routers = (inbox, inbox_page, stream_router(streams), notice_page, rules, waiting)
    return make_api(settings, SERVICE, "Sinergi: notifications", routers, clock, tasks=(streams.run,))


def jobs(_settings: Settings) -> Sequence[Job[Actor]]:
    """The periodic jobs, in the order of a round."""
    from services.notifications.inbox.jobs import follow_moved_facilities

    return (follow_moved_facilities,)


def worker(settings: Settings) -> Starlette:
    """The worker process: it projects positions, partners and facilities, and creates notices from events."""
    from services.notifications.measures import MEASURES
    from shared.processes.worker import Worker

    clock = business_clock(settings).now
    return Worker(settings, SERVICE, subscription(), jobs=jobs(settings), clock=clock, measures=MEASURES).app()


def subscription() -> Subscription:
    """The topics of this service, and the reactions of its rooms."""
    from services.notifications.directory.reactions import REACTIONS as FACILITIES
    from services.notifications.inbox.reactions import REACTIONS as NOTICES
    from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
    from shared.contracts.program_details import PROGRAMS_INTERNAL
    from shared.contracts.programs import PROGRAMS
    from shared.rooms.partners.reactions import REACTIONS as PARTNERS
    from shared.rooms.positions.reactions import REACTIONS as POSITIONS

    return Subscription(
        topics=(AGREEMENTS, AGREEMENTS_INTERNAL, PROGRAMS, PROGRAMS_INTERNAL),
        reactions=(POSITIONS, PARTNERS, FACILITIES, NOTICES),
        rebuildable={
            "directory": Rebuildable(POSITIONS, ("position",)),
            "facilities": Rebuildable(FACILITIES, ("facility_period",)),
            "partner_tree": Rebuildable(PARTNERS, ("partner_tree",)),
        },
        not_rebuildable={"inbox": "people have read its notices, and no notice is issued twice"},
    )
