"""The one place where the parts of notifications are put together.

Rooms lean on each other in this order; each may use those before it: directory, rules, templates, inbox, waiting.
"""

from fastapi import FastAPI
from starlette.applications import Starlette

from shared.contracts.subscription import Rebuildable, Subscription
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "notifications"


def api(settings: Settings) -> FastAPI:
    """The api process: the inbox and the table of rules."""
    # Imported here, so that each process and each command loads only what it needs.
    from services.notifications.inbox.routes import router as inbox
    from services.notifications.rules.routes import router as rules
    from services.notifications.waiting.routes import router as waiting
    from shared.processes.api import make_api

    return make_api(settings, SERVICE, "Sinergi: notifications", (inbox, rules, waiting), business_clock(settings).now)


def worker(settings: Settings) -> Starlette:
    """The worker process: it learns who holds which position, and turns what happens into notices."""
    from shared.processes.worker import make_worker

    return make_worker(settings, SERVICE, subscription(), jobs=(), clock=business_clock(settings).now)


def subscription() -> Subscription:
    """What this service subscribes to, and what its rooms do about it."""
    from services.notifications.inbox.reactions import REACTIONS as NOTICES
    from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
    from shared.contracts.programs import PROGRAMS
    from shared.rooms.positions import REACTIONS as POSITIONS

    return Subscription(
        topics=(AGREEMENTS, AGREEMENTS_INTERNAL, PROGRAMS),
        reactions=(POSITIONS, NOTICES),
        rebuildable={"directory": Rebuildable(POSITIONS, ("position",))},
        not_rebuildable={"inbox": "people have read its notices: what was told was told, and nothing is issued again"},
    )
