"""Notices: the last useful day, who may read them, and a second reading."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.model import ListedMatter, Notice, NotYourDesk, OpenMatters
from services.notifications.matters.model import Matter
from shared.values.capabilities import Capability, Grant
from shared.values.texts import Text

UNIT = str(uuid4())
DESK = Desk(Capability.HEAD, "facility", UNIT)
MORNING = datetime(2026, 1, 27, 2, 0, tzinfo=UTC)


def notice(**changed: Any) -> Notice:
    values: dict[str, Any] = {
        "id": uuid4(),
        "rule_group": "program_opened",
        "day": date(2026, 1, 27),
        "rule": "program_opened",
        "matters": 1,
        "listed": (),
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
def test_every_holder_of_the_desk_may_read(capacity: Any) -> None:
    notice().require_reader([Grant(Capability.HEAD, "facility", UNIT, capacity)])


@pytest.mark.parametrize(
    "grant",
    [
        Grant(Capability.COOPERATION_OFFICER, "facility", UNIT),
        Grant(Capability.HEAD, "facility", str(uuid4())),
        Grant(Capability.REVIEWER, "region", "JATENG"),
        Grant(Capability.COOPERATION_OFFICER, "nation", ""),
    ],
)
def test_the_holder_of_another_desk_may_not_read(grant: Grant) -> None:
    with pytest.raises(NotYourDesk):
        notice().require_reader([grant])


def test_a_second_reading_changes_nothing() -> None:
    first = notice().mark_read(MORNING)
    assert (first.read_at, first.version) == (MORNING, 2)
    assert first.mark_read(datetime(2026, 1, 28, tzinfo=UTC)) is first


GROUP = Text("Program yang direncanakan", "Programs that were planned")
NATION = Desk(Capability.COOPERATION_OFFICER, "nation")


def matter(number: int = 1, desk: Desk = DESK) -> Matter:
    return Matter(
        rule="program_planned",
        business_key=str(number),
        desk=desk,
        rule_group="program_planned",
        opened_by=uuid4(),
        event_type="program.planned.v1",
        opened_on=date(2026, 1, 27),
        facility_id=None,
        region=None,
        subject=Text(f"Program {number}", f"Program no. {number}"),
        body=Text("Mohon dibuka.", "Please open it."),
        severity="action",
        useful_until=date(2026, 2, 26),
        zone="Asia/Jakarta",
        page=f"/program/{number}",
    )


def matters(count: int, desk: Desk = DESK) -> OpenMatters:
    shown = [matter(number, desk) for number in range(count, 0, -1)][:10]
    return OpenMatters(count, shown[0], tuple(map(ListedMatter.of, shown)), "action", date(2026, 2, 26))


def test_a_notice_of_one_matter_has_its_words() -> None:
    issued = Notice.issue(matter(), MORNING)
    assert (issued.subject.id, issued.body.id, issued.matters) == ("Program 1", "Mohon dibuka.", 1)
    assert [each.page for each in issued.listed] == ["/program/1"]


def test_a_notice_of_several_matters_counts_them_and_lists_ten() -> None:
    shown = Notice.issue(matter(), MORNING).show(matters(40), GROUP, opened=True)
    assert (shown.subject.en, shown.matters) == ("Programs that were planned: 40", 40)
    assert shown.body.id.startswith("Program 40; Program 39;")
    assert shown.body.id.endswith("Program 31; dan 30 lainnya")
    assert [each.page for each in shown.listed] == [f"/program/{number}" for number in range(40, 30, -1)]


def test_the_directorate_general_gets_the_number_only() -> None:
    shown = Notice.issue(matter(desk=NATION), MORNING).show(matters(3, NATION), GROUP, opened=True)
    assert shown.body.id == "Jumlah: 3. Rinciannya ada dalam daftar perjanjian dan program."
    assert shown.listed == ()


def test_a_read_notice_is_unread_again_when_a_matter_opens_and_not_when_one_closes() -> None:
    read = Notice.issue(matter(), MORNING).show(matters(3), GROUP, opened=True).mark_read(MORNING)
    assert read.show(matters(2), GROUP, opened=False).read_at == MORNING
    assert read.show(matters(4), GROUP, opened=True).read_at is None


def test_a_notice_that_shows_the_same_does_not_change() -> None:
    two = matters(2)
    shown = Notice.issue(matter(), MORNING).show(two, GROUP, opened=True)
    assert shown.show(two, GROUP, opened=False) is shown


def test_a_closed_notice_keeps_its_words_and_its_reason() -> None:
    issued = Notice.issue(matter(), MORNING)
    closed = issued.close(Text("Program telah dibuka.", "The program was opened."), MORNING)
    assert (closed.subject, closed.body, closed.version) == (issued.subject, issued.body, 2)
    assert (closed.closed_at, closed.is_done, closed.read_at) == (MORNING, True, None)
