"""Where the rooms are put together.

Rooms lean on each other in one direction, later on earlier: register → agreement → meetings → review → signing →
succession → activity → waiting.
"""

from fastapi import FastAPI
from starlette.applications import Starlette

from shared.contracts.subscription import Rebuildable, Subscription
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "agreements"


def api(settings: Settings) -> FastAPI:
    """The api process."""
    # Imported here, so that each process and each command loads only what it needs.
    from services.agreements.activity.routes import router as activity
    from services.agreements.agreement.routes import router as agreement
    from services.agreements.meetings.routes import router as meetings
    from services.agreements.register.routes import routers as register
    from services.agreements.review.routes import router as review
    from services.agreements.signing.routes import router as signing
    from services.agreements.succession.routes import router as succession
    from services.agreements.waiting.routes import router as waiting
    from shared.processes.api import make_api

    rooms = (*register, agreement, meetings, review, signing, succession, activity, waiting)
    return make_api(settings, SERVICE, "Sinergi: agreements", rooms, business_clock(settings).now)


def worker(settings: Settings) -> Starlette:
    """The worker process: it takes note of what programs report, and lets successors begin."""
    from services.agreements.succession.jobs import supersede_begun
    from shared.processes.worker import Worker

    return Worker(settings, SERVICE, subscription(), jobs=(supersede_begun,), clock=business_clock(settings).now).app()


def subscription() -> Subscription:
    """What this service subscribes to, and what its rooms do about it."""
    from services.agreements.activity.reactions import REACTIONS as ACTIVITY
    from shared.contracts.programs import PROGRAMS

    # Not its own internal topic: positions are kept here, and the other services learn of them from there.
    return Subscription(
        topics=(PROGRAMS,),
        reactions=(ACTIVITY,),
        rebuildable={
            # In this order, for each of these tables but the last points to one that comes after it.
            "activity": Rebuildable(
                ACTIVITY, ("session_credit", "reported_session", "program_authorisation", "reported_program")
            )
        },
    )
