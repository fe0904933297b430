"""The marks by which a filter is looked for in the index."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from services.agreements.agreement.queries.filters import AgreementFilter, Readable, ends_between, marks_of
from shared.access import Actor, Work
from shared.values.capabilities import Capability, Grant

FACILITY, PARTNER = UUID(int=1), UUID(int=2)
NATION = Readable(None, ())


def work(*grants: Grant) -> Work:
    """A unit of work that reads nothing."""
    now = SimpleNamespace(date=lambda: date(2026, 1, 1))
    return cast("Work", SimpleNamespace(actor=Actor("reader", grants), now=now, connection=None))


@pytest.mark.parametrize(
    ("wanted", "marks"),
    [
        ({"facility_id": FACILITY, "region": "JTG"}, f"('u:{FACILITY}')&('r:JTG')"),
        ({"registration_number": "26-JTG-0042"}, "('n:26jtg0042')"),
        ({"state": "review"}, "('d:review')"),
        # On New Year's Day it is another year in another zone.
        ({"state": "active"}, "('d:signed')&('o:'|'y:2025'|'y:2026')"),
        ({"ends_from": date(2026, 12, 31), "ends_until": date(2027, 1, 1)}, "('e:20261231'|'e:20270101')"),
        (
            {"ends_from": date(2026, 11, 30), "ends_until": date(2027, 2, 1)},
            "('e:202611'|'e:202612'|'e:202701'|'e:202702')",
        ),
        ({"ends_from": date(2026, 1, 1), "ends_until": date(2028, 1, 1)}, "('e:2026'|'e:2027'|'e:2028')"),
        ({"ends_from": date(2027, 1, 1), "ends_until": date(2026, 1, 1)}, "('?')"),
    ],
)
async def test_each_part_of_a_filter_has_its_marks(wanted: dict[str, Any], marks: str) -> None:
    assert await marks_of(work(), AgreementFilter(**wanted), NATION) == marks


@pytest.mark.parametrize(
    ("day", "smallest", "largest"),
    [
        (date(1900, 1, 6), "'t0:5'|'t1:2'|'t2:1'|'t3:0'", "'t17:0'"),
        (date(1850, 1, 1), "'t0:0'|'t1:0'", "'t17:0'"),
        (date(2300, 1, 1), "'t0:131071'|'t1:65535'", "'t17:0'"),
    ],
)
async def test_a_day_in_force_is_in_one_block_of_each_size(day: date, smallest: str, largest: str) -> None:
    marks = await marks_of(work(), AgreementFilter(running_on=day), NATION)
    assert marks.startswith(f"({smallest}|")
    assert marks.endswith(f"|{largest})")
    assert marks.count("|") == 17


async def test_a_reader_finds_what_its_positions_reach() -> None:
    office = Grant(Capability.READER, "facility", str(FACILITY))
    region = Grant(Capability.REVIEWER, "region", "JTG")
    contact = Grant(Capability.PARTNER_CONTACT, "partner", str(PARTNER))
    seen = f"(('u:{FACILITY}'|'r:JTG')|('p:{PARTNER}'))"
    reader = work(office, region, contact)
    assert await marks_of(reader, AgreementFilter(), Readable.by(reader)) == seen
    nothing = work(Grant(Capability.OPERATOR, "nation", ""))
    assert await marks_of(nothing, AgreementFilter(), Readable.by(nothing)) == "('?')"


def test_one_day_of_a_term_is_enough() -> None:
    assert ends_between(AgreementFilter(ends_until=date(2026, 1, 1))) == (date(1900, 1, 1), date(2026, 1, 1))
    assert ends_between(AgreementFilter(ends_from=date(2026, 1, 1))) == (date(2026, 1, 1), date(2199, 12, 31))
    assert ends_between(AgreementFilter()) == (None, None)
