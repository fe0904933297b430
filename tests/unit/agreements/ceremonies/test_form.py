"""Fields of the page of a preparation: positions by lines, times, and the order of rows."""

from services.agreements.ceremonies.pages.changing import ChangedPlan, moved
from services.agreements.ceremonies.pages.form import lines_of, seats
from services.agreements.meetings.model.parts import Seat
from shared.values.ids import new_id

KEEPER = new_id()


def test_a_line_is_a_position_of_an_organisation_or_of_the_keeper() -> None:
    found = seats(["Kepala BNNK , BNNK Contoh, Banten", "Kepala Lapas"], KEEPER)
    assert found == (
        Seat(position="Kepala BNNK", organisation="BNNK Contoh, Banten"),
        Seat(position="Kepala Lapas", unit_id=KEEPER),
    )
    assert lines_of(found[:1]) == "Kepala BNNK, BNNK Contoh, Banten"


def test_a_row_moves_by_one_and_stays_at_either_end() -> None:
    rows = ["a", "b", "c"]
    assert moved(rows, 0, 1) == ["b", "a", "c"]
    assert moved(rows, 2, -1) == ["a", "c", "b"]
    assert moved(rows, 0, -1) == moved(rows, 2, 1) == moved(rows, 9, -1) == rows


def test_the_fields_of_a_browser_become_a_plan() -> None:
    plan = ChangedPlan.model_validate(
        {
            "ceremony_title": "Penandatanganan",
            "held_on_plan": {"day": "28", "month": "1", "year": "2026"},
            "begins_at": "09.00",
            "witnesses": "Kepala Kantor Wilayah\n\nBupati",
            "positions": {"1": "Bupati"},
            "removed": "2",
            "move": "up-3",
        }
    )
    assert (plan.begins_at and plan.begins_at.hour, plan.witnesses) == (9, ("Kepala Kantor Wilayah", "Bupati"))
    assert (plan.removed, plan.positions) == ((2,), {"1": "Bupati"})
