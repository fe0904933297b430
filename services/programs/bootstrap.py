"""The one place where the parts of programs are put together.

Rooms lean on each other in this order; each may use those before it: catalogue, program, authorisations,
cohorts, sessions, waiting.
"""

from fastapi import FastAPI
from starlette.applications import Starlette

from shared.contracts.subscription import Rebuildable, Subscription
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "programs"


def api(settings: Settings) -> FastAPI:
    """The api process: catalogue, programs, cohorts, sessions, and what waits for the directorate."""
    # Imported here, so that each process and each command loads only what it needs.
    from services.programs.authorisations import routes as authorisations
    from services.programs.catalogue import routes as catalogue
    from services.programs.cohorts import routes as cohorts
    from services.programs.program import routes as program
    from services.programs.sessions import routes as sessions
    from services.programs.waiting import routes as waiting
    from shared.processes.api import make_api

    rooms = (catalogue, program, authorisations, cohorts, sessions, waiting)
    routers = [room.router for room in rooms]
    return make_api(settings, SERVICE, "Sinergi: programs", routers, business_clock(settings).now)


def worker(settings: Settings) -> Starlette:
    """The worker process: it learns who holds which position, and plans what is signed."""
    from services.programs.authorisations.jobs import JOBS
    from shared.processes.worker import Worker

    return Worker(settings, SERVICE, subscription(), jobs=JOBS, clock=business_clock(settings).now).app()


def subscription() -> Subscription:
    """What this service subscribes to, and what its rooms do about it."""
    from services.programs.authorisations.reactions import PARTNERS
    from services.programs.authorisations.reactions import REACTIONS as AUTHORISATIONS
    from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
    from shared.rooms.positions.reactions import REACTIONS as POSITIONS

    return Subscription(
        topics=(AGREEMENTS, AGREEMENTS_INTERNAL),
        reactions=(POSITIONS, PARTNERS, AUTHORISATIONS),
        rebuildable={
            "positions": Rebuildable(POSITIONS, ("position",)),
            "partners": Rebuildable(PARTNERS, ("agreement_partner",)),
        },
        kept={"authorisations": "its programs have lived on since they were planned: no event says all that they are"},
    )
