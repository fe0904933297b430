"""Making deliveries: for each new notice, to the holders of its desk and the correspondents who have an address."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from services.notifications.contacts.model.recipients import Recipient
from services.notifications.contacts.store import load_recipients
from services.notifications.correspondents.model.correspondents import PREFIX
from services.notifications.correspondents.store.correspondents import load_at_desk
from services.notifications.delivery.model.deliveries import Delivery, DeliveryKind
from services.notifications.delivery.model.recipients import recipient_of
from services.notifications.delivery.store import (
    insert_deliveries,
    load_holders,
    load_reachable,
    load_reachable_at,
    lock_to_tell,
    lock_wanted_codes,
    save_forgotten,
)
from services.notifications.directory.model import Desk, desks_of
from services.notifications.inbox.model import Notice
from services.notifications.invitations.model.invitations import CALLS
from services.notifications.letters.commands import prepare_letter
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE, load_actor
from shared.contracts.event import REGISTERED
from shared.values.cooperation import Channel, NoticeTopic, Severity
from shared.values.ids import new_id
from shared.values.terms import day_in

BATCH = 200
KEPT_DAYS: dict[Severity, int] = {"information": 90, "action": 365, "critical": 5 * 365}
"""The number of days that a delivery stays on record after its end."""


@dataclass(frozen=True, slots=True)
class MakeDeliveries:
    """Make the deliveries of the notices and codes that wait for them."""


@use_case(scope=nationwide)
async def make_deliveries(work: Work, _command: MakeDeliveries) -> bool:
    """Make deliveries, each due at an hour that suits its recipient; whether there may be more. System only."""
    for account, channel in await lock_wanted_codes(work.connection):
        made = _code(work, account, channel)
        await insert_deliveries(work.connection, [made])
    to_tell = await lock_to_tell(work.connection, BATCH)
    lasting = [(kind, notice) for kind, notice in to_tell if not (notice.is_done or notice.expired(work.now))]
    holders = await _Holders.at(work, {notice.desk for _, notice in lasting})
    deliveries: list[Delivery] = []
    for kind, notice in lasting:
        if kind == "notice" and notice.desk.scope_kind == "partner" and not await holders.any_at(notice.desk):
            await prepare_letter(work, notice)
        for recipient in await holders.of(notice.desk):
            deliveries.extend(_of_notice(work, kind, notice, recipient))
    await insert_deliveries(work.connection, deliveries)
    return len(to_tell) == BATCH


@dataclass(slots=True)
class _Holders:
    """The holders of desks who can be reached, with or without an account; each desk and each account asked for once.

    Those of our own desks are found by one statement: a burst of notices has thousands of desks, most of them without
    an address.
    """

    work: Work
    accounts: Mapping[Desk, Sequence[str]]
    known: dict[Desk, list[Recipient]] = field(default_factory=dict)
    desks: dict[str, frozenset[Desk]] = field(default_factory=dict)

    @classmethod
    async def at(cls, work: Work, desks: Collection[Desk]) -> "_Holders":
        """The holders of these desks."""
        own = [desk for desk in desks if desk.scope_kind != "partner"]
        return cls(work, await load_reachable_at(work.connection, own, day_in(CAPITAL_ZONE, work.now)))

    async def of(self, desk: Desk) -> list[Recipient]:
        if desk not in self.known:
            connection, today = self.work.connection, day_in(CAPITAL_ZONE, self.work.now)
            is_partner = desk.scope_kind == "partner"
            found = await load_reachable(connection, desk, today) if is_partner else self.accounts.get(desk, ())
            # The grants decide, as in the inbox: only accounts that may read the notice are notified.
            holding = [account for account in found if desk in await self._desks_of(account)]
            recipients = list((await load_recipients(connection, holding)).values()) if holding else []
            reached = await load_at_desk(connection, desk, today)
            self.known[desk] = [*recipients, *map(recipient_of, reached)]
        return self.known[desk]

    async def any_at(self, desk: Desk) -> bool:
        """Whether a notice reaches anyone: an account that sees it in its inbox, or a correspondent."""
        if await self.of(desk):
            return True
        accounts = await load_holders(self.work.connection, desk, day_in(CAPITAL_ZONE, self.work.now))
        return bool(accounts)

    async def _desks_of(self, account: str) -> frozenset[Desk]:
        if account not in self.desks:
            actor = await load_actor(self.work.connection, account, self.work.now)
            self.desks[account] = desks_of(actor.grants)
        return self.desks[account]


def _code(work: Work, account: str, channel: Channel) -> Delivery:
    return Delivery(
        id=new_id(),
        kind="code",
        notice_id=None,
        rule=None,
        desk=None,
        severity="critical",
        account=account,
        channel=channel,
        daily=False,
        due_at=work.now,
        made_at=work.now,
    )


def _of_notice(work: Work, kind: DeliveryKind, notice: Notice, recipient: Recipient) -> Iterator[Delivery]:
    habits, topic = recipient.habits, topic_of(notice.event_type)
    # A link opens one notice, and an invitation has a file for the calendar: each is in a message of its own.
    alone = recipient.account.startswith(PREFIX) or notice.event_type in CALLS
    for channel, way in recipient.ways.items():
        when = habits.when(topic, channel, notice.severity)
        if not way.is_usable or when == "never":
            continue
        due = work.now
        if when == "daily" and not alone:
            due = habits.next_digest(work.now, notice.zone)
        elif notice.severity != "critical":
            due = habits.earliest(work.now, notice.zone)
        yield Delivery(
            new_id(),
            kind,
            notice.id,
            notice.rule,
            str(notice.desk),
            notice.severity,
            recipient.account,
            channel,
            when == "daily" and not alone,
            due,
            work.now,
        )


def topic_of(event_type: str) -> NoticeTopic:
    """The topic of a notice: the service whose event it describes."""
    return "programs" if REGISTERED[event_type].topic.startswith("programs.") else "agreements"


@dataclass(frozen=True, slots=True)
class ForgetDeliveries:
    """Delete the deliveries whose time on record is over."""


@use_case(scope=nationwide)
async def forget_deliveries(work: Work, _command: ForgetDeliveries) -> bool:
    """Delete old deliveries, critical ones last; whether there may be more. System only."""
    before = {severity: work.now - timedelta(days=days) for severity, days in KEPT_DAYS.items()}
    return await save_forgotten(work.connection, before, BATCH) == BATCH
