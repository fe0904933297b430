"""Matters and notices end the same in any order of arrival: the reactions are fed directly, in PostgreSQL.

Each order is applied in a transaction of its own, which is rolled back after its result was read.
"""

import random
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import asyncpg
import pytest

from deploy.installation.migrate import SHARED
from deploy.installation.roles import apply_roles
from deploy.local.stack import Stack
from services.notifications.directory.reactions import REACTIONS as FACILITY_REACTIONS
from services.notifications.inbox.jobs import follow_moved_facilities
from services.notifications.inbox.reactions import REACTIONS
from services.notifications.matters import store
from services.notifications.waiting.queries import WAITING
from shared.access import Actor, Work
from shared.contracts.event import Event
from shared.contracts.offers import FacilityOffer
from shared.contracts.parts import FacilityRef, InForce
from shared.events.envelope import Cause, Chain, Envelope, Origin
from shared.events.unit_of_work import UnitOfWork
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.connections import connect
from shared.postgres.faults import Fault, fault_of
from shared.postgres.migrations import migrate
from shared.rooms.waiting.queries import ListWaiting, list_waiting
from shared.values.capabilities import Capability, Grant
from shared.values.ids import new_id
from shared.web.cursors import PageRequest
from tests.seeds import seeds
from tests.unit.notifications import examples as an

NOW = datetime(2026, 2, 10, 3, 0, tzinfo=UTC)
CAUSE = Cause("test", "test", continue_trace(None))
REACTION_TO = dict((*FACILITY_REACTIONS, *REACTIONS))
FACILITIES = tuple(
    FacilityRef(id=an.some_id(100 + number), name=f"Lapas Contoh {number}", region="JATENG", zone="Asia/Jakarta")
    for number in range(10)
)
NEGOTIATION = {
    f"agreement.{name}.v1"
    for name in (
        "drafted",
        "submitted_for_review",
        "revision_requested",
        "validated",
        "reopened",
        "signing_planned",
        "withdrawn",
        "declined",
        "lapsed",
        "cancelled",
        "signature_recorded",
        "signature_voided",
    )
}
State = tuple[frozenset[tuple[Any, ...]], frozenset[tuple[Any, ...]]]


@dataclass(frozen=True)
class Happened:
    """An event with its id and its time."""

    event: Event
    id: UUID
    at: datetime

    def envelope(self) -> Envelope:
        """Its envelope, of which the reactions read id and time."""
        event = self.event
        chain = Chain("test", 1, 0, 0, 1)
        return Envelope(self.id, event.type, self.at, self.at, event.subject, event.topic, event.key, 1, CAUSE, chain)


def in_turn(*events: Event, at: datetime = NOW) -> list[Happened]:
    """Events that were emitted one after the other."""
    return [Happened(event, new_id(), at) for event in events]


@pytest.fixture(scope="module")
async def settings(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database with the tables of notifications."""
    environment, folder = stack.environment(), tmp_path_factory.mktemp("secrets")
    for kind in ("owner", "app", "relay"):
        (folder / f"postgres_notifications_{kind}").write_text(secrets.token_urlsafe(16))
    (folder / "postgres_admin").write_text((Path(environment["SINERGI_SECRETS_DIR"]) / "postgres_admin").read_text())
    instance = f"t{secrets.token_hex(4)}"
    url = urlunsplit(urlsplit(environment["SINERGI_POSTGRES_URL"])._replace(path=f"/{instance}"))
    settings = Settings(instance=instance, environment="embedded", postgres_url=url, secrets_dir=folder)
    apply_roles(settings, ["notifications"])
    packages = [*SHARED, "services.notifications.migrations"]
    migrate(settings.database_url("notifications", "owner"), "notifications", packages)
    return settings


@pytest.fixture
async def connection(settings: Settings) -> AsyncIterator["asyncpg.Connection[Any]"]:
    connection = await connect(settings, "notifications", "app", "test")
    yield connection
    await connection.close()


@dataclass
class Inbox:
    """The tables of notifications within a transaction."""

    connection: "asyncpg.Connection[Any]"

    async def apply(self, happened: Iterable[Happened], now: datetime = NOW) -> list[str]:
        """Apply events in this order; return the types of the emitted events."""
        work = self._work(now)
        for each in happened:
            await REACTION_TO[type(each.event)](work, each.event, each.envelope())
        return _types(work)

    async def follow(self, now: datetime = NOW) -> list[str]:
        """Run the job that follows facilities; return the types of the emitted events."""
        work = self._work(now)
        await follow_moved_facilities(work)
        return _types(work)

    def _work(self, now: datetime, actor: Actor | None = None) -> Work:
        origin = Origin("sinergi", "notifications", "test")
        return UnitOfWork(self.connection, actor or Actor.of_system("notifications"), CAUSE, origin, now)

    async def state(self) -> State:
        """The open matters, and the living notices as their desks see them."""
        matters = await self.connection.fetch(
            "SELECT rule, business_key, desk, opened_by FROM matter WHERE closed_by IS NULL"
        )
        notices = await self.connection.fetch(
            """SELECT rule_group, desk, day, rule, matters, event_id, subject_indonesian, body_english, severity,
                      useful_until, zone, facility_id FROM notice WHERE closed_at IS NULL"""
        )
        return frozenset(map(tuple, matters)), frozenset(map(tuple, notices))

    async def living(self, desk: str) -> list[tuple[str, int, str]]:
        """Rule group, number of matters and subject of the living notices at a desk."""
        rows = await self.connection.fetch(
            """SELECT rule_group, matters, subject_english FROM notice WHERE desk = $1 AND closed_at IS NULL
               ORDER BY rule_group""",
            desk,
        )
        return [tuple(row) for row in rows]

    async def waiting(self, now: datetime = NOW) -> set[UUID]:
        """The notices that wait for the reviewer of a region on a day."""
        # As at the end of a transaction: cases are found there.
        await self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        work = self._work(now, Actor("test", (Grant(Capability.REVIEWER, "region", "JATENG"),)))
        listed = await list_waiting(work, ListWaiting(WAITING, PageRequest(after=None, limit=200), None, None, None))
        return {case.about.id for case in listed.items}

    async def rows_read(self, table: str) -> int:
        """How many rows of a table the transaction has read, as PostgreSQL counts them."""
        rows: int = await self.connection.fetchval(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = $1", table
        )
        return rows

    async def closed(self, desk: str) -> list[tuple[str, str]]:
        """Rule group and reason of the closed notices at a desk."""
        rows = await self.connection.fetch(
            """SELECT rule_group, closed_because_english FROM notice WHERE desk = $1 AND closed_at IS NOT NULL
               ORDER BY rule_group""",
            desk,
        )
        return [tuple(row) for row in rows]


def _types(work: Work) -> list[str]:
    return [entry.type.removeprefix("test.") for entry in work._entries]


@pytest.fixture
async def inbox(connection: "asyncpg.Connection[Any]") -> AsyncIterator[Inbox]:
    transaction = connection.transaction()
    await transaction.start()
    yield Inbox(connection)
    await transaction.rollback()


async def state_after(connection: "asyncpg.Connection[Any]", happened: Sequence[Happened]) -> State:
    """The state after these events in this order, of which nothing is kept."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        inbox = Inbox(connection)
        await inbox.apply(happened)
        return await inbox.state()
    finally:
        await transaction.rollback()


def life_of_an_agreement(chance: random.Random, number: int) -> list[Event]:
    """Any life: rounds of review, then a withdrawal or signatures, with programs; it may end anywhere."""
    agreement: dict[str, Any] = {
        "agreement_id": an.some_id(1000 + number),
        "line_id": an.some_id(1000 + number),
        **an.KEEPERS[chance.choice(["facility", "regional", "national"])],
        "parties": an.parties(*FACILITIES[: chance.randint(1, 3)], an.PARTNER),
    }
    life = [an.drafted(**agreement)]
    for _ in range(chance.randint(0, 2)):
        life += [an.submitted(**agreement), an.revision_requested(**agreement)]
    life += [an.submitted(**agreement)]
    if chance.random() < 0.3:
        return [*life, an.withdrawn(**agreement)]
    life += [an.validated(**agreement)]
    if chance.random() < 0.3:
        life += [an.reopened(**agreement), an.submitted(**agreement), an.validated(**agreement)]
    life += [an.signing_planned(**agreement), an.signing_planned(planned_on=None, **agreement)]
    life += [an.signature_recorded(outstanding=2, **agreement), an.signature_voided(**agreement)]
    if chance.random() < 0.3:
        return [*life, chance.choice([an.declined, an.lapsed, an.cancelled])(**agreement)]
    life += [an.signature_recorded(outstanding=outstanding, **agreement) for outstanding in (2, 1, 0)]
    life += [an.signed(runs_at=FACILITIES[:5], **agreement), an.entered_into_force(**agreement)]
    life += [an.first_activity(**agreement)]
    program = {"program_id": an.some_id(2000 + number), "facility": FACILITIES[0]}
    life += [an.template_missing(facility=program["facility"]), an.program_planned(**program)]
    life += [an.program_opened(**program), *chance.choice(ENDS)(agreement)]
    return life[: chance.randint(1, len(life))]


ENDS: tuple[Callable[[dict[str, Any]], list[Event]], ...] = (
    lambda agreement: [an.superseded(**agreement)],
    lambda agreement: [an.terminated(**agreement)],
    lambda agreement: [an.expired(**agreement), an.expired(final=True, **agreement)],
)


def interleaved(chance: random.Random, lives: list[list[Event]]) -> list[Happened]:
    """The lives beside each other, over three days."""
    happened: list[Happened] = []
    while any(lives):
        happened += in_turn(chance.choice([life for life in lives if life]).pop(0))
    return [
        Happened(each.event, each.id, NOW - timedelta(days=2) + timedelta(days=2) * nth / len(happened))
        for nth, each in enumerate(happened)
    ]


@seeds(50)
async def test_any_order_of_arrival_ends_in_the_same_state(connection: "asyncpg.Connection[Any]", seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    happened = interleaved(chance, [life_of_an_agreement(chance, number) for number in range(chance.randint(1, 4))])
    expected = await state_after(connection, happened)
    negotiation = [each for each in happened if each.event.type in NEGOTIATION]
    others = [each for each in happened if each not in negotiation]
    assert await state_after(connection, others + negotiation) == expected
    assert await state_after(connection, negotiation + others) == expected
    assert await state_after(connection, happened[::-1]) == expected
    assert await state_after(connection, chance.sample(happened, len(happened))) == expected


@seeds(20)
async def test_an_event_that_is_applied_again_changes_nothing(inbox: Inbox, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    happened = interleaved(chance, [life_of_an_agreement(chance, number) for number in range(3)])
    await inbox.apply(happened)
    before = await inbox.state()
    assert await inbox.apply(chance.sample(happened, len(happened))) == []
    assert await inbox.state() == before


OFFICER = f"facility:{an.FACILITY.id}:cooperation_officer"
COACHING = f"facility:{an.FACILITY.id}:coaching_officer"
CONTACT = f"partner:{an.PARTNER.id}:partner_contact"
NATION = "nation:cooperation_officer"
REVIEWER = "region:JATENG:reviewer"


async def test_ten_facilities_sign_one_agreement_and_each_desk_has_one_notice_to_act_on(inbox: Inbox) -> None:
    common: dict[str, Any] = {"parties": an.parties(*FACILITIES, an.PARTNER)}
    signing = [
        an.signature_recorded(party_id=each.party_id, outstanding=10 - n, **common)
        for n, each in enumerate(common["parties"][:10])
    ]
    emitted = await inbox.apply(in_turn(an.validated(**common), *signing))
    notices = await inbox.connection.fetch("SELECT desk, matters FROM notice WHERE severity = 'action'")
    assert len({row["desk"] for row in notices}) == len(notices) == emitted.count("notice.issued.v1")
    (notice,) = await inbox.connection.fetch("SELECT * FROM notice WHERE desk = $1", CONTACT)
    assert "Parties that have not signed yet: 1." in notice["body_english"]


async def test_a_notice_of_missing_signatures_closes_when_all_have_signed(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.validated(), an.signature_recorded()))
    assert [group for group, _, _ in await inbox.living(CONTACT)] == ["signing"]
    emitted = await inbox.apply(in_turn(an.signature_recorded(outstanding=0), an.signed()))
    assert "notice.closed.v1" in emitted
    assert [group for group, _, _ in await inbox.living(CONTACT)] == ["agreement_signed"]
    assert await inbox.closed(CONTACT) == [("signing", "Signing has begun or is complete.")]


async def test_forty_agreements_in_one_morning_are_one_notice_that_counts(inbox: Inbox) -> None:
    signed = [an.signed(agreement_id=an.some_id(1000 + number), **an.KEEPERS["national"]) for number in range(40)]
    await inbox.apply(in_turn(*signed))
    assert [(group, count) for group, count, _ in await inbox.living(OFFICER)] == [("agreement_signed", 40)]
    assert await inbox.living(NATION) == [("agreement_signed", 40, "All parties have signed a new agreement: 40")]
    (row,) = await inbox.connection.fetch("SELECT body_english FROM notice WHERE desk = $1", NATION)
    assert row["body_english"] == "Number: 40. The lists of agreements and programs have the details."


async def test_a_notice_of_several_matters_counts_down_and_closes_with_the_last(inbox: Inbox) -> None:
    ids = [an.some_id(1000 + number) for number in range(3)]
    await inbox.apply(in_turn(*(an.program_planned(program_id=each) for each in ids)))
    counts = []
    for each in ids:
        await inbox.apply(in_turn(an.program_opened(program_id=each)))
        counts.append([count for group, count, _ in await inbox.living(COACHING) if group == "program_planned"])
    assert counts == [[2], [1], []]


async def test_a_notice_of_thousands_is_changed_without_reading_them(inbox: Inbox) -> None:
    ids = [an.some_id(1000 + number) for number in range(3)]
    await inbox.apply(in_turn(*(an.program_planned(program_id=each) for each in ids)))
    # As many matters of the same notice beside them as a large import opens.
    await inbox.connection.execute(
        """INSERT INTO matter SELECT (jsonb_populate_record(matter, jsonb_build_object('business_key', n))).*
           FROM matter, generate_series(1, 3000) AS n WHERE desk = $1 AND business_key LIKE '%' || $2""",
        COACHING,
        str(ids[0]),
    )
    await inbox.connection.execute("UPDATE notice SET matters = 3003 WHERE desk = $1", COACHING)
    # Statistics from before these rows may take the table for a small one, which costs nothing to read and sort whole.
    await inbox.connection.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    before = await inbox.rows_read("matter")
    await inbox.apply(in_turn(an.program_opened(program_id=ids[1]), an.program_planned(program_id=an.some_id(5))))
    assert await inbox.living(COACHING) == [("program_planned", 3003, "A program was planned: 3003")]
    assert await inbox.rows_read("matter") - before < 300


async def test_a_review_is_asked_for_again_after_the_verdict(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.submitted(), an.revision_requested()))
    assert await inbox.living(REVIEWER) == []
    assert await inbox.closed(REVIEWER) == [("reviews", "The draft was returned for revision.")]
    await inbox.apply(in_turn(an.submitted()))
    assert [group for group, _, _ in await inbox.living(REVIEWER)] == ["reviews"]


async def test_an_older_event_that_arrives_after_the_closing_opens_nothing(inbox: Inbox) -> None:
    submitted, withdrawn = in_turn(an.submitted(), an.withdrawn())
    await inbox.apply([withdrawn])
    assert "reviews" not in [group for group, _, _ in await inbox.living(REVIEWER)]
    await inbox.apply([submitted])
    assert "reviews" not in [group for group, _, _ in await inbox.living(REVIEWER)]


async def test_a_notice_of_the_past_is_not_issued(inbox: Inbox) -> None:
    assert await inbox.apply(in_turn(an.signed(), at=NOW - timedelta(days=91))) == []
    emitted = await inbox.apply(in_turn(an.signed(), at=NOW - timedelta(days=90)))
    assert set(emitted) == {"notice.issued.v1"}


async def test_a_notice_waits_at_its_desk_until_its_last_useful_day(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.submitted(), an.drafted()))
    (notice,) = await inbox.connection.fetch("SELECT * FROM notice WHERE desk = $1 AND severity = 'action'", REVIEWER)
    days = (notice["useful_until"] - NOW.date()).days
    assert await inbox.waiting() == {notice["id"]}
    assert await inbox.waiting(NOW + timedelta(days=days)) == {notice["id"]}
    assert await inbox.waiting(NOW + timedelta(days=days + 1)) == set()


async def test_a_matter_that_is_opened_again_on_another_day_moves_to_the_notice_of_that_day(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.signature_recorded(outstanding=2), at=NOW - timedelta(days=1)))
    await inbox.apply(in_turn(an.signature_recorded(outstanding=1)))
    assert len(await inbox.living(CONTACT)) == 1
    assert await inbox.closed(CONTACT) == [("signing", "Replaced by a more recent notice about the same matter.")]


async def test_an_event_that_waits_too_long_for_another_transaction_is_tried_again(
    settings: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOCK_TIMEOUT", "100ms")
    other = await connect(settings, "notifications", "app", "other")
    try:
        async with other.transaction():
            await store.lock_matters(other)
            with pytest.raises(asyncpg.LockNotAvailableError) as refused:
                await inbox.apply(in_turn(an.drafted()))
    finally:
        await other.close()
    assert fault_of(refused.value) is Fault.PASSING


@pytest.mark.parametrize("end", [an.declined, an.lapsed, an.cancelled])
async def test_everything_open_about_an_agreement_closes_when_it_is_not_concluded(
    inbox: Inbox, end: Callable[..., Event]
) -> None:
    await inbox.apply(in_turn(an.validated(), an.signing_planned(), an.signature_recorded(), end()))
    for desk in (OFFICER, CONTACT, REVIEWER):
        assert [group for group, _, _ in await inbox.living(desk)] == ["not_concluded"]


async def test_a_voided_signature_replaces_the_notice_of_those_that_are_missing(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.signature_recorded(), an.signature_voided()))
    (row,) = await inbox.connection.fetch("SELECT * FROM notice WHERE desk = $1 AND closed_at IS NULL", CONTACT)
    assert (row["rule"], row["matters"]) == ("signature_voided", 1)


async def test_a_hundred_agreements_of_the_past_are_one_notice_and_those_that_are_over_are_none(inbox: Inbox) -> None:
    over = InForce(in_force_from=date(2020, 1, 1), in_force_until=date(2024, 12, 31))
    await inbox.apply(in_turn(*(an.registered(agreement_id=an.some_id(1000 + number)) for number in range(100))))
    past = (an.registered(agreement_id=an.some_id(2000 + number), in_force=over) for number in range(100))
    assert await inbox.apply(in_turn(*past)) == []
    assert [(group, count) for group, count, _ in await inbox.living(OFFICER)] == [("agreement_registered", 100)]


MANY = tuple(
    FacilityRef(id=an.some_id(10_000 + number), name=f"Lapas {number}", region=f"R{number % 33}", zone="Asia/Jakarta")
    for number in range(612)
)


async def test_a_national_agreement_at_all_facilities_is_one_notice_at_each_desk_in_a_few_statements(
    inbox: Inbox,
) -> None:
    statements: list[str] = []
    parties = an.parties(an.DIRECTORATE_GENERAL, an.PARTNER)
    signed = an.signed(parties=parties, runs_at=MANY, scope_items=(an.SPORT,), **an.KEEPERS["national"])
    with inbox.connection.query_logger(lambda record: statements.append(record.query)):
        emitted = await inbox.apply(in_turn(signed, an.offer_made(offers=OFFERS_TO_MANY)))
    desks = await inbox.connection.fetchval("SELECT count(DISTINCT desk) FROM notice WHERE closed_at IS NULL")
    assert emitted.count("notice.issued.v1") == desks == 612 * 2 + 33 + 2
    assert len(statements) < 40


OFFERS_TO_MANY = tuple(
    FacilityOffer(offer_id=an.some_id(20_000 + number), facility=facility) for number, facility in enumerate(MANY)
)


async def test_an_office_has_one_notice_that_counts_its_unanswered_offers_down(inbox: Inbox) -> None:
    overdue = an.offer_overdue(offers=OFFERS_TO_MANY)
    answers = [an.offer_declined(offer_id=each.offer_id, facility=each.facility) for each in OFFERS_TO_MANY[::33]]
    await inbox.apply(in_turn(overdue))
    assert [(group, count) for group, count, _ in await inbox.living("region:R0:reviewer")] == [
        ("unanswered_offers", len(answers))
    ]
    await inbox.apply(in_turn(*answers[1:]))
    assert [count for _, count, _ in await inbox.living("region:R0:reviewer")] == [1]
    await inbox.apply(in_turn(answers[0]))
    assert await inbox.living("region:R0:reviewer") == []


async def test_an_answer_that_arrives_before_the_offer_opens_nothing(inbox: Inbox) -> None:
    made, accepted = in_turn(an.offer_made(), an.offer_accepted())
    await inbox.apply([accepted, made])
    assert await inbox.living(f"facility:{an.FACILITY.id}:head") == []
    assert len(await inbox.living(f"facility:{an.EASTERN.id}:head")) == 1


MOVES = datetime(2026, 2, 13, 3, 0, tzinfo=UTC)
NEW_REVIEWER = "region:DIY:reviewer"


async def test_open_matters_follow_a_facility_to_its_new_office_on_the_day(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.submitted(), an.unit_changed(valid_from=MOVES.date())))
    assert await inbox.follow() == []
    assert [group for group, _, _ in await inbox.living(REVIEWER)] == ["reviews"]
    assert set(await inbox.follow(MOVES)) == {"notice.issued.v1", "notice.closed.v1"}
    assert [group for group, _, _ in await inbox.living(NEW_REVIEWER)] == ["reviews"]
    assert await inbox.closed(REVIEWER) == [("reviews", "The facility has moved to another regional office.")]
    assert await inbox.follow(MOVES) == []
    await inbox.apply(in_turn(an.validated()), MOVES)
    assert "reviews" not in [group for group, _, _ in await inbox.living(NEW_REVIEWER)]


async def test_the_new_office_is_notified_from_the_day_of_the_move_on(inbox: Inbox) -> None:
    await inbox.apply(in_turn(an.unit_changed(valid_from=MOVES.date()), an.drafted()))
    assert len(await inbox.living(REVIEWER)) == 1
    await inbox.apply(in_turn(an.drafted(agreement_id=an.some_id(99)), at=MOVES), MOVES)
    assert [(group, count) for group, count, _ in await inbox.living(NEW_REVIEWER)] == [("drafts", 1)]
    await inbox.follow(MOVES)
    regions = await inbox.connection.fetch("SELECT DISTINCT region FROM notice WHERE closed_at IS NULL")
    assert [row["region"] for row in regions] == ["DIY"]


async def test_an_older_change_of_a_facility_that_arrives_later_changes_nothing(inbox: Inbox) -> None:
    older, newer = in_turn(an.unit_changed(region="BALI", version=2), an.unit_changed(version=3))
    await inbox.apply([newer, older])
    await inbox.apply(in_turn(an.drafted()))
    assert len(await inbox.living(NEW_REVIEWER)) == 1


async def test_an_office_keeps_a_matter_as_long_as_it_has_another_of_the_facilities(inbox: Inbox) -> None:
    staying, moving = FACILITIES[:2]
    signed = an.signed(parties=an.parties(moving, staying, an.PARTNER), runs_at=(), **an.kept_by(moving))
    await inbox.apply(in_turn(signed, an.unit_changed(unit_id=moving.id)))
    await inbox.follow()
    assert len(await inbox.living(REVIEWER)) == len(await inbox.living(NEW_REVIEWER)) == 1
    await inbox.apply(in_turn(an.unit_changed(unit_id=staying.id)))
    await inbox.follow()
    assert (len(await inbox.living(REVIEWER)), len(await inbox.living(NEW_REVIEWER))) == (0, 1)
