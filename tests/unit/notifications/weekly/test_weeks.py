"""A week begins on Monday; a head has the week of each unit that it heads, also while acting."""

from datetime import date
from uuid import UUID

import pytest

from services.notifications.delivery.model.messages import of_week
from services.notifications.templates.shipped import shipped_templates
from services.notifications.weekly.model import GroupWeek, UnitWeek, Week, WeekToCome, desks_of_unit, units_of
from shared.values.capabilities import Capability, Grant
from shared.values.desks import DESK_CAPABILITIES
from shared.values.texts import Text

FACILITY = str(UUID(int=1))


@pytest.mark.parametrize("day", [date(2026, 2, 9), date(2026, 2, 12), date(2026, 2, 15)])
def test_every_day_of_a_week_names_it(day: date) -> None:
    week = Week.of(day)
    assert (week.monday, week.sunday) == (date(2026, 2, 9), date(2026, 2, 15))
    assert week.before.monday == date(2026, 2, 2)


def test_a_week_that_has_not_begun_is_refused() -> None:
    week = Week.of(date(2026, 2, 12))
    week.require_begun(week.monday)
    with pytest.raises(WeekToCome):
        week.require_begun(date(2026, 2, 8))


@pytest.mark.parametrize(
    ("monday", "told_on"),
    [
        (date(2026, 2, 2), date(2026, 2, 9)),
        # Tahun Baru Imlek and the collective leave before it.
        (date(2026, 2, 9), date(2026, 2, 18)),
        # The collective leave after Idulfitri.
        (date(2026, 3, 16), date(2026, 3, 25)),
    ],
)
def test_a_week_is_told_on_the_first_working_day_of_the_next_one(monday: date, told_on: date) -> None:
    assert Week(monday).told_on == told_on


def test_a_letter_has_the_counts_of_each_unit_in_both_languages() -> None:
    counted = GroupWeek(Text("Tawaran yang menunggu jawaban", "Offers that wait"), 3, 1, 2, 1)
    units = [UnitWeek("facility", FACILITY, [counted]), UnitWeek("region", "JATENG", [])]
    told = shipped_templates().render("week", week=Week(date(2026, 2, 2)), units=units, overdue=1)
    assert told.subject.id == "Pekan 2 Februari 2026 sampai 8 Februari 2026: 1 hal lewat waktu"
    assert told.body.id.splitlines() == [
        "UPT yang Saudara pimpin:",
        "• Tawaran yang menunggu jawaban: 3 dibuka, 1 selesai, 2 masih terbuka, 1 lewat waktu",
        "",
        "Kantor wilayah yang Saudara pimpin:",
        "• Tidak ada yang dibuka, ditutup, atau menunggu.",
    ]
    message = of_week("kunci", told, date(2026, 2, 2), "https://sinergi.example")
    assert "Offers that wait: 3 opened, 1 closed" in message.body
    assert "https://sinergi.example/pekan?hari=2026-02-02" in message.html
    assert message.unsubscribe == "https://sinergi.example/cara-dihubungi"


def test_a_head_has_the_units_that_it_heads() -> None:
    grants = (
        Grant(Capability.HEAD, "facility", FACILITY, "daily_acting"),
        Grant(Capability.HEAD, "facility", FACILITY),
        Grant(Capability.REVIEWER, "region", "JATENG"),
    )
    assert units_of(grants) == [("facility", FACILITY)]
    assert len(desks_of_unit("facility", FACILITY)) == len(set(DESK_CAPABILITIES))
    assert f"facility:{FACILITY}:head" in desks_of_unit("facility", FACILITY)
