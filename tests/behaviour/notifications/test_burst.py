"""Fifty thousand notices at a time: each once, and what is urgent at another desk does not wait for them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from uuid import uuid4

import pytest

from services.notifications.delivery.commands.making import BATCH
from services.notifications.delivery.sender.sending import LETTERS_OF_A_ROUND
from shared.contracts.event import Event
from shared.contracts.parts import FacilityRef
from shared.contracts.positions import PositionAssigned
from shared.values.ids import new_id
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.mail import at_any_hour, confirmed
from tests.behaviour.office import Office
from tests.behaviour.saying import say
from tests.unit.notifications.examples import PARTNER, kept_by, meeting_held, parties, terminated, unit

MEETINGS, FACILITIES = 50, 500
"""Each meeting has facilities of its own, with an officer and a head: two notices."""
NOTICES = 50_000
READERS, LETTERS = 10, 1_000
"""At the other desks nobody has given an address."""
PATIENCE_SECONDS = 200.0
# What is urgent waits for what is at work when its notice comes, and for what is taken together with it.
MADE_TOGETHER, TAKEN_TOGETHER = 2 * BATCH, 2 * LETTERS_OF_A_ROUND
_NOTICES = """
SELECT count(*) FROM notifications.notice WHERE desk LIKE 'facility:%' AND facility_id = ANY ($1::uuid[])
"""
_ISSUED = """
SELECT count(*) FROM notifications.outbox AS o JOIN notifications.notice AS n
    ON n.id = (convert_from(o.data, 'UTF8')::jsonb ->> 'notice_id')::uuid
WHERE o.type LIKE '%.notice.issued.v1' AND n.desk LIKE 'facility:%' AND n.facility_id = ANY ($1::uuid[])
"""

_URGENT = """
WITH urgent AS (
    SELECT issued_at, made_at, ended_at FROM notifications.delivery JOIN notifications.notice ON notice.id = notice_id
    WHERE delivery.account = $1 AND delivery.severity = 'critical')
SELECT count(*) FROM urgent, notifications.delivery AS other WHERE other.account <> $1
"""
_MADE_BEFORE = f"{_URGENT} AND other.made_at > urgent.issued_at AND other.made_at <= urgent.made_at"
_SENT_BEFORE = f"{_URGENT} AND other.ended_at > urgent.made_at AND other.ended_at <= urgent.ended_at"


def made_up() -> FacilityRef:
    return FacilityRef(id=uuid4(), name="Lapas Contoh", region="CONTOH", zone="Asia/Jakarta")


async def reader(sinergi: Sinergi, facilities: Collection[FacilityRef]) -> str:
    """The confirmed address of an officer of these facilities, whose positions arrive as events."""
    account = f"reader-{uuid4().hex[:12]}"
    await say(sinergi, "agreements", *positions(sinergi, account, facilities))

    async def known() -> bool:
        return (await sinergi.notifications.get("/recipients/me", account)).status_code == 200

    await sinergi.eventually(known)
    await at_any_hour(sinergi, account)
    return await confirmed(sinergi, account)


def positions(sinergi: Sinergi, account: str, facilities: Collection[FacilityRef]) -> Iterator[PositionAssigned]:
    for facility in facilities:
        yield PositionAssigned(
            position_id=new_id(),
            version=1,
            account=account,
            capability="cooperation_officer",
            scope_kind="facility",
            unit=str(facility.id),
            capacity="definitive",
            title=None,
            facility=facility,
            acts_for=None,
            letter=None,
            valid_from=sinergi.today() - timedelta(days=1),
            valid_until=None,
            region=facility.region,
        )


@dataclass
class Letters:
    """The letters to some addresses in the order in which they were sent; each file is read once."""

    folder: Path
    addresses: set[str]
    known: dict[str, EmailMessage] = field(default_factory=dict)

    def sent(self) -> list[EmailMessage]:
        for file in sorted(self.folder.glob("*.eml")):
            if file.name not in self.known:
                self.known[file.name] = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
        return [each for _, each in sorted(self.known.items()) if each["To"] in self.addresses]


def burst(facilities: Iterable[FacilityRef]) -> Event:
    """A meeting of these facilities at which something is practised that no agreement covers: all have to act."""
    units = tuple(unit(each) for each in facilities)
    return meeting_held(meeting_id=new_id(), about=(), host=None, units=units, visibility="internal")


def ended(office: Office) -> Event:
    """The end of an agreement of the office, which is critical."""
    facility = FacilityRef(**{name: office.facility[name] for name in FacilityRef.model_fields})
    line = new_id()
    which = {"agreement_id": line, "line_id": line, **kept_by(facility), "parties": parties(facility, PARTNER)}
    return terminated(**which, terminated_on=office.sinergi.today())


@pytest.mark.part("clients", only=True)
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("office_hours")
async def test_a_burst_of_fifty_thousand_notices_issues_each_once_and_holds_up_nothing_urgent(
    sinergi: Sinergi, office: Office
) -> None:
    places = [[made_up() for _ in range(FACILITIES)] for _ in range(MEETINGS)]
    ids = [place.id for each in places for place in each]
    read = [place for each in places for place in each[: LETTERS // MEETINGS]]
    told = {await reader(sinergi, read[number::READERS]) for number in range(READERS)}
    urgent = await confirmed(sinergi, office.officer)
    letters = Letters(sinergi.stack.folder.mail, {*told, urgent})
    codes = len(letters.sent())
    for each in places:
        await say(sinergi, "agreements", burst(each))

    async def sending() -> bool:
        return len(letters.sent()) > codes

    await sinergi.eventually(sending, PATIENCE_SECONDS)
    await say(sinergi, "agreements", ended(office))

    async def all_sent() -> None:
        assert len(letters.sent()) - codes > LETTERS
        assert await sinergi.database.fetchval(_NOTICES, ids) == NOTICES

    await sinergi.eventually(all_sent, PATIENCE_SECONDS)
    found = letters.sent()[codes:]
    assert len({letter["Message-ID"] for letter in found}) == len(found) == LETTERS + 1
    assert Counter(letter["To"] for letter in found) == {urgent: 1} | dict.fromkeys(told, LETTERS // READERS)
    made = await sinergi.database.fetchval(_MADE_BEFORE, office.officer)
    sent = await sinergi.database.fetchval(_SENT_BEFORE, office.officer)
    assert made <= MADE_TOGETHER
    assert sent <= TAKEN_TOGETHER
    assert await sinergi.database.fetchval(_ISSUED, ids) == NOTICES
