"""Notices: until when they are useful, who may read them, and that reading twice is fine."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.model import Notice, NotYourDesk
from shared.values.capabilities import Capability, Grant
from shared.values.texts import Text

UNIT = str(uuid4())
DESK = Desk(Capability.HEAD, "facility", UNIT)
MORNING = datetime(2026, 1, 27, 2, 0, tzinfo=UTC)


def notice(**changed: Any) -> Notice:
    values: dict[str, Any] = {
        "id": uuid4(),
        "business_key": "k",
        "rule": "program_opened",
        "desk": DESK,
        "event_id": uuid4(),
        "event_type": "program.opened.v1",
        "facility_id": uuid4(),
        "region": "JATENG",
        "subject": Text("Program dibuka", "Program opened"),
        "body": Text("Program dibuka.", "Program opened."),
        "severity": "information",
        "useful_until": date(2026, 2, 26),
        "zone": "Asia/Jakarta",
        "issued_at": MORNING,
    }
    return Notice(**{**values, **changed})


@pytest.mark.parametrize(
    ("zone", "hour", "expired"),
    [
        ("Asia/Jakarta", 16, False),
        ("Asia/Jakarta", 17, True),
        ("Asia/Jayapura", 14, False),
        ("Asia/Jayapura", 15, True),
    ],
)
def test_a_notice_expires_with_its_last_day_in_its_own_zone(zone: str, hour: int, *, expired: bool) -> None:
    assert notice(zone=zone).expired(datetime(2026, 2, 26, hour, 30, tzinfo=UTC)) is expired


@pytest.mark.parametrize("capacity", ["definitive", "acting", "daily_acting"])
def test_whoever_sits_at_the_desk_may_read(capacity: Any) -> None:
    notice().require_reader([Grant(Capability.HEAD, "facility", UNIT, capacity)])


@pytest.mark.parametrize(
    "grant",
    [
        Grant(Capability.OFFICER, "facility", UNIT),
        Grant(Capability.HEAD, "facility", str(uuid4())),
        Grant(Capability.REGIONAL_REVIEWER, "region", "JATENG"),
        Grant(Capability.DIRECTORATE, "nation", ""),
    ],
)
def test_another_desk_may_not_read(grant: Grant) -> None:
    with pytest.raises(NotYourDesk):
        notice().require_reader([grant])


def test_a_notice_stays_read_since_it_was_read_first() -> None:
    first = notice().mark_read(MORNING)
    assert (first.read_at, first.version) == (MORNING, 2)
    assert first.mark_read(datetime(2026, 1, 28, tzinfo=UTC)) is first
