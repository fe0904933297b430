"""The tables of programs under test: an installation, units of work that keep what they emit, and reads."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import asyncpg

from deploy.installation.migrate import SHARED
from deploy.installation.roles import apply_roles
from services.programs.authorisations.queries import ListTasks, TemplateTask, list_tasks
from services.programs.authorisations.reactions import PARTNERS, REACTIONS
from services.programs.offers.queries import ListOffers, OfferDetails, ShowOffer, list_offers, show_offer
from services.programs.offers.reactions import REACTIONS as OFFERS
from services.programs.program.queries.listing import ListPrograms, ProgramSummary, list_programs
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from services.programs.waiting.queries import WAITING
from shared.access import Actor, Work
from shared.contracts.event import Event
from shared.events.envelope import Cause, Chain, Envelope, Origin
from shared.events.unit_of_work import UnitOfWork
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.migrations import migrate
from shared.rooms.waiting.queries import ListWaiting, list_waiting
from shared.values.capabilities import Capability, Grant
from shared.values.ids import new_id
from shared.web.cursors import PageRequest
from tests.unit.programs import events as an

NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
CAUSE = Cause("test", "test", continue_trace(None))
ALL = (*PARTNERS, *REACTIONS, *OFFERS)
NATION = Grant(Capability.HEAD, "nation", "")
PAGE = PageRequest(after=None, limit=200)


def install_programs(environment: Mapping[str, str], folder: Path) -> Settings:
    """Install a database with the tables of programs on the servers of the run."""
    for kind in ("owner", "app", "relay"):
        (folder / f"postgres_programs_{kind}").write_text(secrets.token_urlsafe(16))
    (folder / "postgres_admin").write_text((Path(environment["SINERGI_SECRETS_DIR"]) / "postgres_admin").read_text())
    instance = f"t{secrets.token_hex(4)}"
    url = urlunsplit(urlsplit(environment["SINERGI_POSTGRES_URL"])._replace(path=f"/{instance}"))
    settings = Settings(instance=instance, environment="embedded", postgres_url=url, secrets_dir=folder)
    apply_roles(settings, ["programs"])
    packages = [*SHARED, "services.programs.migrations"]
    migrate(settings.database_url("programs", "owner"), "programs", packages)
    return settings


class Emitted(list[tuple[Event, datetime]]):
    """Events with their business times."""

    def of(self, type_: type[Event]) -> list[Any]:
        """The events of one type."""
        return [event for event, _ in self if isinstance(event, type_)]


class Recording(UnitOfWork[Actor]):
    """A unit of work that keeps the events as they were emitted."""

    def __init__(self, connection: "asyncpg.Connection[Any]", actor: Actor, now: datetime) -> None:
        super().__init__(connection, actor, CAUSE, Origin("sinergi", "programs", "test"), now)
        self.recorded = Emitted()

    def emit(self, event: Any, occurred_at: datetime | None = None) -> UUID:
        """Emit and keep."""
        self.recorded.append((event, occurred_at or self.now))
        return super().emit(event, occurred_at)


class Programs:
    """The tables of programs within a transaction."""

    def __init__(self, connection: "asyncpg.Connection[Any]") -> None:
        self.connection = connection

    def work(self, now: datetime = NOW, *grants: Grant) -> Recording:
        """A unit of work of an account with these grants; without any, of the system."""
        actor = Actor("test", grants) if grants else Actor.of_system("programs")
        return Recording(self.connection, actor, now)

    async def apply(self, *events: Event, now: datetime = NOW) -> Emitted:
        """Apply events in this order; return what was emitted."""
        work = self.work(now)
        # Outside of a transaction of the test, the first reaction begins one.
        async with work.to_end:
            for event in events:
                for model, reaction in ALL:
                    if isinstance(event, model):
                        await reaction(work, event, envelope_of(event, now))
        return work.recorded

    async def listed(self, *grants: Grant, **filters: Any) -> Sequence[ProgramSummary]:
        """The programs that an account with these grants reads."""
        nothing = dict.fromkeys(("facility", "region", "state", "agreement", "fiscal_year", "covered"))
        work: Work = self.work(NOW, *grants)
        return (await list_programs(work, ListPrograms(**{**nothing, **filters}, page=PAGE))).items

    async def shown(self, **filters: Any) -> list[ProgramDetails]:
        """The programs with their authorisations, by facility and year."""
        listed = await self.listed(NATION, **filters)
        found = [await show_program(self.work(NOW, NATION), ShowProgram(each.id)) for each in listed]
        return sorted(found, key=lambda each: (each.facility.id, each.fiscal_year, each.template.code, each.name))

    async def offers(self, *grants: Grant, **filters: Any) -> list[OfferDetails]:
        """The offers that an account with these grants reads, by agreement and facility."""
        nothing = dict.fromkeys(("agreement", "facility", "region", "state"))
        work = self.work(NOW, *(grants or (NATION,)))
        listed = (await list_offers(work, ListOffers(**{**nothing, **filters}, page=PAGE))).items
        found = [await show_offer(self.work(NOW, NATION), ShowOffer(each.id)) for each in listed]
        return sorted(found, key=lambda each: (each.agreement_id, each.facility.id))

    async def tasks(self) -> Sequence[TemplateTask]:
        """The open tasks."""
        return (await list_tasks(self.work(), ListTasks(PAGE))).items

    async def waiting(self, now: datetime = NOW, grant: Grant | None = None) -> set[str]:
        """The kinds of cases at a desk, by default that of the northern facility."""
        # As at the end of a transaction: cases are found there.
        await self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        query = ListWaiting(WAITING, PAGE, None, None, None)
        page = await list_waiting(self.work(now, grant or officer(an.NORTH.id)), query)
        return {case.kind for case in page.items}

    async def state(self) -> object:
        """The programs with their authorisations and the open tasks, without ids and versions."""
        programs = Counter(
            (each.facility, each.template.code, each.name, each.fiscal_year, each.pillar, frozenset(authorised(each)))
            for each in await self.shown()
        )
        tasks = {
            (t.facility, t.agreement_id, t.scope_item_id, t.since, t.until, tuple(t.agencies))
            for t in await self.tasks()
        }
        readers = await self.connection.fetch("SELECT DISTINCT scope_item_id, partner_id FROM authorisation_partner")
        return programs, tasks, frozenset(map(tuple, readers))


def authorised(program: ProgramDetails) -> list[tuple[Any, ...]]:
    """The authorisations of a program."""
    return [
        (*(each.agreement_id, each.line_id, each.scope_item_id), *days, tuple(agency.name for agency in each.agencies))
        for each in program.authorisations
        if (days := (each.since, each.until, each.ended_on, each.end_reason))
    ]


def envelope_of(event: Event, now: datetime) -> Envelope:
    chain = Chain("test", 1, 0, 0, 1)
    return Envelope(new_id(), event.type, now, now, event.subject, event.topic, event.key, 1, CAUSE, chain)


def officer(facility: object) -> Grant:
    return Grant(Capability.COACHING_OFFICER, "facility", str(facility))


def contact(partner: object) -> Grant:
    return Grant(Capability.PARTNER_CONTACT, "partner", str(partner))


def reviewer(region: str) -> Grant:
    return Grant(Capability.REVIEWER, "region", region)
