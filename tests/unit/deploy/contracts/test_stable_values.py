"""Generated examples have the same ids, days and times in every run."""

from datetime import date
from typing import Any
from uuid import uuid4

from deploy.contracts.examples import stable_example
from deploy.contracts.publication import FOLDER, read_folder
from deploy.contracts.stable_values import DEMONSTRATION_DAY, StableValues


def test_ids_are_numbered_in_the_order_of_their_first_appearance() -> None:
    first, second = str(uuid4()), str(uuid4())
    answer = {"id": first, "items": [{"link": f"/agreements/{second}/draft"}, {"id": first}]}
    assert StableValues(DEMONSTRATION_DAY).replace(answer) == {
        "id": "019c0000-0000-7000-8000-000000000001",
        "items": [
            {"link": "/agreements/019c0000-0000-7000-8000-000000000002/draft"},
            {"id": "019c0000-0000-7000-8000-000000000001"},
        ],
    }


def test_days_keep_their_distance_from_the_day_of_the_demonstration() -> None:
    values = StableValues(date(2026, 11, 23))
    assert values.replace(["2026-11-23", "2026-11-22", "2027-01-22"]) == ["2026-01-27", "2026-01-26", "2026-03-28"]


def test_written_days_are_moved_in_their_language() -> None:
    text = {"id": "pada 23 November 2026", "en": "on 23 November 2026"}
    assert StableValues(date(2026, 11, 23)).replace(text) == {
        "id": "pada 27 Januari 2026",
        "en": "on 27 January 2026",
    }


def test_a_clock_reading_becomes_the_time_of_the_demonstration_and_a_computed_time_is_moved() -> None:
    values = StableValues(date(2026, 11, 23))
    assert values.replace("2026-11-22T21:05:57.468236Z") == "2026-01-27T02:00:00.000000Z"
    assert values.replace("2026-11-22T03:00:00.000Z") == "2026-01-26T03:00:00.000Z"


def test_fiscal_years_and_years_of_numbers_move_with_the_days() -> None:
    values = StableValues(date(2027, 3, 1))
    assert values.replace({"fiscal_year": 2027, "year": 2026}) == {"fiscal_year": 2026, "year": 2025}


def test_registration_numbers_are_numbered_in_the_order_of_their_first_appearance() -> None:
    answer = {"registration_number": "27-JTG-0918", "subject": "Berakhir (27-JTG-0918); Berakhir (27-DIY-0007)"}
    assert StableValues(date(2027, 3, 1)).replace(answer) == {
        "registration_number": "26-JTG-0001",
        "subject": "Berakhir (26-JTG-0001); Berakhir (26-DIY-0002)",
    }


def test_an_event_of_two_runs_has_one_example() -> None:
    def event(chain: int, signed_on: str) -> dict[str, Any]:
        key = str(uuid4())
        numbers = {"streamversion": "3", "shard": "99", "chainprevious": str(chain), "chainid": str(chain + 4)}
        trace = f"00-{uuid4().hex}-{uuid4().hex[:16]}-01"
        attributes = {"id": str(uuid4()), "recordedtime": f"{signed_on}T03:00:{chain:02}.254Z", "traceparent": trace}
        return attributes | numbers | {"partitionkey": key, "data": {"line_id": key, "signed_on": signed_on}}

    first, second = stable_example(event(7, "2026-02-16")), stable_example(event(58, "2026-11-23"))
    assert first == second
    assert (first["recordedtime"], first["data"]["signed_on"]) == ("2026-01-27T02:00:00.000Z", "2026-01-27")
    assert (first["chainprevious"], first["chainid"]) == ("2", "3")
    assert first["traceparent"] == "00-00000000000000000000000000000001-0000000000000001-01"


def test_committed_examples_are_stable() -> None:
    examples = read_folder(FOLDER / "examples")
    assert {type_: stable_example(example) for type_, example in examples.items()} == examples
