"""Puts the rooms of the service together.

A room may import the rooms before it: register → agreement → obligations → meetings → proposals → review → signing →
ceremonies → succession → imports → exports → activity → vigilance → offers → evaluations → recognitions →
documents → texts → waiting → overview.
"""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette

from shared.access import Actor
from shared.contracts.subscription import Rebuildable, Subscription
from shared.events.jobs import Job
from shared.operations.clock import business_clock
from shared.operations.settings import Settings

SERVICE = "agreements"


def api(settings: Settings) -> FastAPI:
    """The api process."""
    # Imported here, so that each process and each command loads only the modules that it needs.
    from services.agreements.activity.routes import router as activity
    from services.agreements.agreement.routes import router as agreement
    from services.agreements.ceremonies.routes import routers as ceremonies
    from services.agreements.documents.routes import routers as documents
    from services.agreements.evaluations.routes import router as evaluations
    from services.agreements.exports.routes import router as exports
    from services.agreements.imports.routes import routers as imports
    from services.agreements.meetings.routes import routers as meetings
    from services.agreements.obligations.routes import router as obligations
    from services.agreements.offers.routes import router as offers
    from services.agreements.proposals.routes import router as proposals
    from services.agreements.recognitions.routes import router as recognitions
    from services.agreements.register.routes import routers as register
    from services.agreements.review.routes import router as review
    from services.agreements.signing.routes import routers as signing
    from services.agreements.succession.routes import routers as succession
    from services.agreements.texts.routes import router as texts
    from services.agreements.vigilance.routes import router as vigilance
    from services.agreements.waiting.routes import router as waiting
    from shared.processes.api import make_api

    before = (*register, agreement, obligations, *meetings, proposals, review, *signing, *ceremonies, *succession)
    recorded = (*before, *imports, exports, activity, vigilance, offers, evaluations, recognitions)
    rooms = (*recorded, *documents, texts, waiting, *pages())
    return make_api(settings, SERVICE, "Sinergi: agreements", rooms, business_clock(settings).now)


def pages() -> tuple[APIRouter, ...]:
    """The pages of the rooms. An address such as `/perjanjian/baru` comes before `/perjanjian/{id}`."""
    from services.agreements.agreement.pages import routers as agreement
    from services.agreements.ceremonies.pages import routers as ceremonies
    from services.agreements.documents.pages import routers as documents
    from services.agreements.evaluations.pages import routers as evaluations
    from services.agreements.exports.pages import routers as exports
    from services.agreements.imports.pages import routers as imports
    from services.agreements.meetings.pages import routers as meetings
    from services.agreements.obligations.pages import routers as obligations
    from services.agreements.overview.pages import routers as overview
    from services.agreements.proposals.pages import routers as proposals
    from services.agreements.recognitions.pages import routers as recognitions
    from services.agreements.register.pages import routers as register
    from services.agreements.review.pages import routers as review
    from services.agreements.signing.pages import routers as signing
    from services.agreements.succession.pages import routers as succession
    from services.agreements.texts.pages import routers as texts
    from services.agreements.vigilance.pages import routers as vigilance

    before = (*register, *documents, *agreement, *obligations, *meetings, *proposals, *review, *signing)
    after = (*ceremonies, *succession, *exports, *imports, *evaluations, *recognitions, *texts, *vigilance, *overview)
    return (*before, *after)


def jobs(settings: Settings) -> Sequence[Job[Actor]]:
    """The jobs of the calendar, in the order of a round."""
    from services.agreements.agreement.jobs import index_agreements
    from services.agreements.documents.jobs import sweeping
    from services.agreements.meetings.jobs import announce_overdue
    from services.agreements.obligations.jobs import announce_missed_dues, open_dues
    from services.agreements.register.jobs import begin_periods, name_partners
    from services.agreements.review.jobs import announce_unanswered
    from services.agreements.signing.jobs import lapse
    from services.agreements.succession.jobs import (
        begin_addenda,
        end_noticed,
        enter_into_force,
        expire,
        supersede_begun,
    )
    from services.agreements.vigilance.jobs import (
        announce_resumed,
        announce_stale,
        announcing_dormant,
        announcing_expiring,
    )

    # An agreement with a successor is superseded before it could expire.
    of_agreements = (lapse, begin_addenda, supersede_begun, end_noticed, enter_into_force, expire)
    announced = (open_dues, announce_missed_dues, announce_overdue, announce_unanswered)
    # After a pause an agreement may have ended: its end is announced, and no reminder of it. A delivery that arrived
    # meanwhile ends a spell before the next one begins.
    dormant = announcing_dormant(settings.dormant_after_days)
    reminders = (announcing_expiring(), announce_stale, announce_resumed, dormant)
    return (begin_periods, name_partners, *of_agreements, *announced, *reminders, sweeping(settings), index_agreements)


def worker(settings: Settings) -> Starlette:
    """The worker process: it consumes events of programs, and runs the jobs of the calendar."""
    from services.agreements.gauges import GAUGES
    from services.agreements.imports.jobs import run_imports
    from shared.processes.worker import Worker

    clock = business_clock(settings).now
    todo, awaited = jobs(settings), (run_imports,)
    worker = Worker(settings, SERVICE, subscription(), jobs=todo, clock=clock, awaited_jobs=awaited, measures=GAUGES)
    return worker.app()


def subscription() -> Subscription:
    """The topics that this service subscribes to, and the reactions of its rooms."""
    from services.agreements.activity.reactions import REACTIONS as ACTIVITY
    from services.agreements.evaluations.reactions import REACTIONS as EVALUATIONS
    from services.agreements.obligations.reactions import REACTIONS as OBLIGATIONS
    from services.agreements.offers.reactions import REACTIONS as OFFERS
    from shared.contracts.program_details import PROGRAMS_INTERNAL
    from shared.contracts.programs import PROGRAMS

    # Not its own internal topic: that carries the positions that this service owns to the other services.
    return Subscription(
        topics=(PROGRAMS, PROGRAMS_INTERNAL),
        reactions=(ACTIVITY, OBLIGATIONS, OFFERS, EVALUATIONS),
        rebuildable={
            # In this order, because each table but the last refers to a later one.
            "activity": Rebuildable(
                ACTIVITY,
                (
                    *("session_credit", "reported_session", "session_count", "outcome_credit", "reported_outcome"),
                    *("program_authorisation", "reported_program"),
                ),
            ),
            "offers": Rebuildable(OFFERS, ("reported_answer", "reported_offer")),
            "evaluations": Rebuildable(EVALUATIONS, ("evaluation_answer",)),
        },
        not_rebuildable={"obligations": "people have delivered and waived what was due, and events follow from it"},
    )
