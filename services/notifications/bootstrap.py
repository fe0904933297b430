"""Assembles the processes of notifications.

Each room may import the rooms before it in this order: directory, contacts, rules, templates, book, matters, inbox,
invitations, correspondents, letters, weekly, delivery, editions, ladder, webhooks, waiting.
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
    from services.notifications.contacts.pages import routers as contact_pages
    from services.notifications.contacts.routes import router as contacts
    from services.notifications.contacts.routes import uploads as contact_uploads
    from services.notifications.correspondents.pages import routers as correspondent_pages
    from services.notifications.correspondents.routes import router as correspondents
    from services.notifications.delivery.pages.listing import router as delivery_page
    from services.notifications.delivery.routes import router as deliveries
    from services.notifications.editions.pages import routers as rule_pages
    from services.notifications.editions.routes.editions import router as editions
    from services.notifications.editions.routes.rules import router as rules
    from services.notifications.editions.routes.week import router as week_text
    from services.notifications.inbox.pages.inbox import router as inbox_page
    from services.notifications.inbox.pages.notice import router as notice_page
    from services.notifications.inbox.pages.stream import stream_router
    from services.notifications.inbox.pages.streams import InboxStreams
    from services.notifications.inbox.routes import router as inbox
    from services.notifications.invitations.pages.invitation import router as invitation_page
    from services.notifications.invitations.routes import router as invitations
    from services.notifications.letters.pages.letters import router as letter_pages
    from services.notifications.letters.routes import router as letters
    from services.notifications.matters.pages import routers as matter_pages
    from services.notifications.matters.routes import router as matters
    from services.notifications.waiting.routes import router as waiting
    from services.notifications.webhooks.pages.delivery import router as webhook_delivery_page
    from services.notifications.webhooks.pages.listing import router as webhooks_page
    from services.notifications.webhooks.pages.registering import router as webhook_registering
    from services.notifications.webhooks.pages.replaying import router as webhook_replaying
    from services.notifications.webhooks.pages.webhook import router as webhook_page
    from services.notifications.webhooks.routes import router as webhooks
    from services.notifications.weekly.pages.week import router as week_page
    from services.notifications.weekly.routes import router as weekly
    from shared.processes.api import make_api

    clock = business_clock(settings).now
    streams = InboxStreams(settings, clock)
    # The stream before the notices: its address would otherwise be taken for the id of one.
    of_webhooks = (webhooks, webhooks_page, webhook_registering, webhook_page, webhook_replaying, webhook_delivery_page)
    pages = (
        inbox_page,
        stream_router(streams),
        notice_page,
        *contact_pages,
        *correspondent_pages,
        invitation_page,
        delivery_page,
        *matter_pages,
        letter_pages,
        week_page,
        *rule_pages,
    )
    told = (contacts, contact_uploads, correspondents, invitations, letters, deliveries, weekly)
    routers = (inbox, *pages, *told, rules, week_text, editions, matters, *of_webhooks, waiting)
    return make_api(settings, SERVICE, "Sinergi: notifications", routers, clock, tasks=(streams.run,))


def jobs(_settings: Settings) -> Sequence[Job[Actor]]:
    """The periodic jobs, in the order of a round."""
    from services.notifications.book.jobs import forget_old_occasions
    from services.notifications.delivery.jobs import forget_old_deliveries, make_letters_of_the_week
    from services.notifications.inbox.jobs import follow_moved_facilities
    from services.notifications.ladder.jobs import climb_every_ladder
    from services.notifications.webhooks.jobs.retention import delete_old_webhook_attempts

    return (
        follow_moved_facilities,
        climb_every_ladder,
        make_letters_of_the_week,
        forget_old_deliveries,
        forget_old_occasions,
        delete_old_webhook_attempts,
    )


def worker(settings: Settings) -> Starlette:
    """The worker process: it projects positions, partners and facilities, and creates notices from events."""
    from services.notifications.delivery.jobs import make_due_deliveries
    from services.notifications.gauges import GAUGES
    from shared.processes.worker import Worker

    clock, todo = business_clock(settings).now, jobs(settings)
    # People wait for the code of an address.
    awaited = (make_due_deliveries,)
    worker = Worker(settings, SERVICE, subscription(), jobs=todo, clock=clock, awaited_jobs=awaited, measures=GAUGES)
    return worker.app()


def sender(settings: Settings) -> Starlette:
    """The sender process: it sends notices by e-mail and short message."""
    from services.notifications.delivery.sender.sending import Sender

    return Sender(settings, SERVICE, business_clock(settings).now).app()


def webhooks(settings: Settings) -> Starlette:
    """The process that sends webhooks, apart from the worker: receivers outside may be slow."""
    from services.notifications.webhooks.jobs.sender import Sender

    return Sender(settings, business_clock(settings).now).app()


def subscription() -> Subscription:
    """The topics of this service, and the reactions of its rooms."""
    from services.notifications.directory.reactions import NAMES
    from services.notifications.directory.reactions import REACTIONS as FACILITIES
    from services.notifications.inbox.reactions import REACTIONS as NOTICES
    from services.notifications.invitations.reactions import REACTIONS as INVITATIONS
    from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
    from shared.contracts.program_details import PROGRAMS_INTERNAL
    from shared.contracts.programs import PROGRAMS
    from shared.rooms.fields.reactions import REACTIONS as FIELD_NAMES
    from shared.rooms.partners.reactions import REACTIONS as PARTNERS
    from shared.rooms.positions.reactions import REACTIONS as POSITIONS

    return Subscription(
        topics=(AGREEMENTS, AGREEMENTS_INTERNAL, PROGRAMS, PROGRAMS_INTERNAL),
        reactions=(POSITIONS, PARTNERS, FIELD_NAMES, FACILITIES, NAMES, INVITATIONS, NOTICES),
        rebuildable={
            "directory": Rebuildable(POSITIONS, ("position",)),
            "facilities": Rebuildable(FACILITIES, ("facility_period",)),
            "partner_names": Rebuildable(NAMES, ("partner_name",)),
            "partner_tree": Rebuildable(PARTNERS, ("partner_tree",)),
            "field_names": Rebuildable(FIELD_NAMES, ("field_name",)),
        },
        not_rebuildable={
            "inbox": "people have read its notices, and no notice is issued twice",
            "invitations": "units have answered them",
        },
    )
