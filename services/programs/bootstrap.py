"""Puts the rooms of programs together. `pyproject.toml` states in which direction they may import each other."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette

from shared.access import Actor
from shared.contracts.subscription import Rebuildable, Subscription
from shared.events.jobs import Job
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "programs"


def api(settings: Settings) -> FastAPI:
    """The api process, with the routes of every room."""
    # Imported here, so that each process and each command loads only the modules that it needs.
    from services.programs.amendments import routes as amendments
    from services.programs.authorisations import routes as authorisations
    from services.programs.calendar import routes as calendar
    from services.programs.candidates import routes as candidates
    from services.programs.catalogue import routes as catalogue
    from services.programs.ceremonies import routes as ceremonies
    from services.programs.certificates import routes as certificates
    from services.programs.cohorts import routes as cohorts
    from services.programs.devices import routes as devices
    from services.programs.endings import routes as endings
    from services.programs.evidence import routes as evidence
    from services.programs.exports import routes as exports
    from services.programs.instructors import routes as instructors
    from services.programs.measures import routes as measures
    from services.programs.months import routes as months
    from services.programs.names import routes as names
    from services.programs.obligations import routes as obligations
    from services.programs.offers import routes as offers
    from services.programs.outcomes import routes as outcomes
    from services.programs.program import routes as program
    from services.programs.reports import routes as reports
    from services.programs.schedule import routes as schedule
    from services.programs.sdp import routes as sdp
    from services.programs.sessions import routes as sessions
    from services.programs.sheets import routes as sheets
    from services.programs.transfers import routes as transfers
    from services.programs.visits import routes as visits
    from services.programs.waiting import routes as waiting
    from shared.processes.api import make_api

    participants = (cohorts, candidates, certificates)
    coaching = (*participants, months, devices, instructors, sessions, sheets, schedule, amendments, endings)
    rooms = (
        catalogue,
        program,
        authorisations,
        obligations,
        offers,
        ceremonies,
        *coaching,
        outcomes,
        transfers,
        calendar,
        visits,
        measures,
        reports,
        exports,
        waiting,
    )
    routers = [*(room.router for room in rooms), *evidence.routers, *names.routers, *sdp.routers, *pages()]
    return make_api(settings, SERVICE, "Sinergi: programs", routers, business_clock(settings).now)


def pages() -> tuple[APIRouter, ...]:
    """The pages of the rooms."""
    from services.programs.amendments.pages import routers as amendments
    from services.programs.authorisations.pages import routers as authorisations
    from services.programs.calendar.pages import routers as calendar
    from services.programs.candidates.pages import routers as candidates
    from services.programs.catalogue.pages import routers as catalogue
    from services.programs.ceremonies.pages import routers as ceremonies
    from services.programs.certificates.pages import routers as certificates
    from services.programs.cohorts.pages import routers as cohorts
    from services.programs.devices.pages import routers as devices
    from services.programs.endings.pages import routers as endings
    from services.programs.evidence.pages import routers as evidence
    from services.programs.exports.pages import routers as exports
    from services.programs.instructors.pages import routers as instructors
    from services.programs.measures.pages import routers as measures
    from services.programs.months.pages import routers as months
    from services.programs.names.pages import routers as names
    from services.programs.offers.pages import routers as offers
    from services.programs.outcomes.pages import routers as outcomes
    from services.programs.program.pages import routers as program
    from services.programs.reports.pages import routers as reports
    from services.programs.schedule.pages import routers as schedule
    from services.programs.sdp.pages import routers as sdp
    from services.programs.sessions.pages import routers as sessions
    from services.programs.sheets.pages import routers as sheets
    from services.programs.transfers.pages import routers as transfers
    from services.programs.visits.pages import routers as visits

    # `/program/katalog`, `/program/kalender`, `/program/acara` and `/program/tabel` come before `/program/{id}`.
    running = (*cohorts, *candidates, *certificates, *months, *devices, *instructors)
    holding = (*sessions, *sheets, *schedule, *amendments, *evidence)
    people = (*names, *transfers, *sdp)
    first = (*catalogue, *calendar, *ceremonies, *exports)
    reported = (*visits, *measures, *reports)
    return (*first, *program, *authorisations, *offers, *running, *holding, *outcomes, *endings, *people, *reported)


def jobs(settings: Settings) -> Sequence[Job[Actor]]:
    """The periodic jobs, in the order of a round."""
    from services.programs.authorisations.jobs import JOBS as AUTHORISATIONS
    from services.programs.ceremonies.jobs import JOBS as CEREMONIES
    from services.programs.evaluations.jobs import JOBS as EVALUATIONS
    from services.programs.evidence.jobs import sweeping_evidence
    from services.programs.measures.jobs import JOBS as MEASURES
    from services.programs.months.jobs import JOBS as MONTHS
    from services.programs.offers.jobs import JOBS as OFFERS

    return (*AUTHORISATIONS, *OFFERS, *CEREMONIES, *MONTHS, *EVALUATIONS, *MEASURES, sweeping_evidence(settings))


def worker(settings: Settings) -> Starlette:
    """The worker process: reactions to events of agreements, and the periodic jobs."""
    from services.programs.gauges import GAUGES
    from shared.processes.worker import Worker

    clock = business_clock(settings).now
    return Worker(settings, SERVICE, subscription(), jobs=jobs(settings), clock=clock, measures=GAUGES).app()


def subscription() -> Subscription:
    """The topics of this service, the reactions of its rooms, and the projections that can be rebuilt."""
    from services.programs.authorisations.reactions import PARTNERS
    from services.programs.authorisations.reactions import REACTIONS as AUTHORISATIONS
    from services.programs.ceremonies.reactions import REACTIONS as CEREMONIES
    from services.programs.evaluations.reactions import REACTIONS as EVALUATIONS
    from services.programs.measures.reactions import REACTIONS as MEASURES
    from services.programs.obligations.reactions import REACTIONS as OBLIGATIONS
    from services.programs.offers.reactions import REACTIONS as OFFERS
    from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
    from shared.rooms.fields.reactions import REACTIONS as FIELD_NAMES
    from shared.rooms.partners.reactions import REACTIONS as PARTNER_TREE
    from shared.rooms.positions.reactions import REACTIONS as POSITIONS

    return Subscription(
        topics=(AGREEMENTS, AGREEMENTS_INTERNAL),
        reactions=(
            POSITIONS,
            PARTNER_TREE,
            FIELD_NAMES,
            PARTNERS,
            AUTHORISATIONS,
            OBLIGATIONS,
            OFFERS,
            CEREMONIES,
            EVALUATIONS,
            MEASURES,
        ),
        rebuildable={
            "positions": Rebuildable(POSITIONS, ("position",)),
            "partner_tree": Rebuildable(PARTNER_TREE, ("partner_tree",)),
            "field_names": Rebuildable(FIELD_NAMES, ("field_name",)),
            "partners": Rebuildable(PARTNERS, ("agreement_partner",)),
            "measured_offices": Rebuildable(MEASURES, ("measured_office",)),
            "obligations": Rebuildable(OBLIGATIONS, ("obligation",)),
        },
        not_rebuildable={
            "programs": "people have worked with them, and no event has their whole state",
            "offers": "facilities have answered them",
            "practices": "people have published them, and no event has all their texts",
            "ceremonies": "programs were opened for them",
            "evaluations": "their answers were published",
        },
    )
