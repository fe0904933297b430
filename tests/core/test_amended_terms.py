"""An addendum changes the term of an agreement: its programs, gaps and offers follow. Reactions fed directly."""

from datetime import UTC, date, datetime
from typing import Any

from services.programs.authorisations.jobs import fill_template_gaps
from tests.core.programs_under_test import Programs
from tests.unit.programs import events as an

SHORT = an.in_force(date(2026, 3, 1), date(2026, 10, 31))
LONGER = date(2028, 12, 31)
NOVEMBER = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


async def lasts(programs: Programs) -> list[tuple[int, date | None, date | None]]:
    """The fiscal year of each program, with the last days of what carries it."""
    return [(each.fiscal_year, a.until, a.ended_on) for each in await programs.shown() for a in each.authorisations]


async def test_a_longer_term_continues_the_program_in_the_years_that_it_covers(programs: Programs) -> None:
    await programs.apply(an.signed(in_force=SHORT, scope_items=(an.item(31),)))
    assert await lasts(programs) == [(2026, date(2026, 10, 31), None)]
    emitted = await programs.apply(an.amended(LONGER), now=NOVEMBER)
    assert await lasts(programs) == [(2026, LONGER, None), (2027, LONGER, None)]
    assert [event.type for event, _ in emitted] == ["program.planned.v1"]
    assert await programs.apply(an.amended(LONGER), an.amended(date(2026, 5, 1), version=3), now=NOVEMBER) == []


async def test_a_shorter_term_ends_the_basis_of_the_program_earlier(programs: Programs) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31),)), an.amended(date(2026, 6, 30)))
    assert await lasts(programs) == [(2026, date(2026, 6, 30), None)]
    assert await programs.waiting() == {"without_agreement"}


async def test_what_has_ended_keeps_its_days(programs: Programs) -> None:
    await programs.apply(
        an.signed(scope_items=(an.item(31),)), an.terminated(date(2026, 6, 30)), an.amended(LONGER, version=9)
    )
    assert await lasts(programs) == [(2026, an.IN_FORCE.in_force_until, date(2026, 6, 30))]


async def test_a_gap_and_an_offer_last_as_long_as_the_agreement(programs: Programs) -> None:
    level = {"level": "national", "parties": (an.party(an.PARTNER, "principal"),)}
    await programs.apply(an.signed(scope_items=(an.item(31, "night_sky"),), in_force=SHORT), an.amended(None))
    assert [each.until for each in await programs.tasks()] == [None]
    await fill_template_gaps(programs.work(NOVEMBER))
    other: dict[str, Any] = {"agreement_id": an.OTHER, "line_id": an.OTHER, **level}
    await programs.apply(an.signed(scope_items=(an.item(41),), in_force=SHORT, **other), an.amended(LONGER, **other))
    until = await programs.connection.fetchval("SELECT until FROM offered_item")
    assert until == LONGER


async def test_scope_that_another_line_hands_over_later_has_the_new_term(programs: Programs) -> None:
    third: dict[str, Any] = {"agreement_id": an.THIRD, "line_id": an.THIRD}
    days = an.in_force(date(2026, 6, 1), date(2027, 5, 31))
    succession = {"successor_id": an.THIRD, "successor_line_id": an.THIRD, "successor_in_force": days}
    await programs.apply(
        an.signed(scope_items=(an.item(31),)),
        an.signed(**third, in_force=days, scope_items=(an.item(71, continues=(an.some_id(31),)),)),
        an.amended(LONGER, **third),
        an.superseded(an.handover(31, 71), **succession),
    )
    assert [until for _, until, ended in await lasts(programs) if ended is None] == [LONGER]
