"""The worklist: one order over three services, an honest end, and groups where many cases are of one kind."""

from datetime import date
from typing import Any

from services.front.home.model import ServiceCases, WaitingGroup, WaitingLine, group, line_of, merge
from shared.values.texts import Text


def line(id_: str, due: int | None, since: int = 1, service: str = "agreements", kind: str = "draft") -> WaitingLine:
    return WaitingLine(
        id=id_,
        service=service,
        kind=kind,
        label=Text("Draf", "Draft"),
        title=Text(id_, id_),
        units=(),
        since=date(2026, 1, since),
        due_on=date(2026, 2, due) if due else None,
        overdue=False,
        page=None,
    )


def cases(service: str, *lines: WaitingLine, next_: str | None = None) -> ServiceCases:
    return ServiceCases(service, lines, next_)


def ids(lines: Any) -> list[str]:
    return [each.id for each in lines]


def test_the_first_due_is_first_then_the_oldest_and_cases_without_a_day_are_last() -> None:
    found = merge(
        [
            cases("agreements", line("a", 9), line("b", None, 1)),
            cases("programs", line("c", 3), line("d", 9, 2), line("e", None, 2)),
            cases("notifications", line("f", 9, 1)),
        ]
    )
    assert ids(found) == ["c", "a", "f", "d", "b", "e"]


def test_a_service_that_is_away_costs_its_own_cases_only() -> None:
    assert ids(merge([cases("agreements", line("a", 9)), None, cases("notifications", line("f", 2))])) == ["f", "a"]


def test_no_case_is_shown_behind_one_that_is_not_known() -> None:
    whole = cases("programs", line("d", 5), line("c", 9, 2))
    assert ids(merge([cases("agreements", line("a", 1), line("b", 5), next_="more"), whole])) == ["a", "b"]
    assert ids(merge([cases("agreements", line("a", 1), line("b", 9), next_="more"), whole])) == ["a", "d", "b"]


def test_a_short_list_has_no_groups() -> None:
    lines = [line(str(number), 1 + number) for number in range(12)]
    assert group(lines) == tuple(lines)


def test_a_long_list_groups_the_kinds_that_have_many_at_the_place_of_their_first() -> None:
    lines = [line("x", 1, kind="review"), *(line(f"{n:02}", 2 + n) for n in range(12)), line("y", 20, kind="review")]
    first, many, last = group(lines)
    assert isinstance(many, WaitingGroup)
    assert (first, last) == (lines[0], lines[-1])
    assert (many.key, len(many.lines), many.overdue) == ("agreements-draft", 12, 0)


def test_the_same_kind_of_two_services_is_two_groups() -> None:
    lines = [line(f"{n:02}", 1 + n, service="programs" if n % 2 else "agreements") for n in range(14)]
    assert [each.key for each in group(lines) if isinstance(each, WaitingGroup)] == [
        "agreements-draft",
        "programs-draft",
    ]


def test_a_case_of_a_service_becomes_a_line() -> None:
    case = {
        "id": "draft/1/unit",
        "service": "agreements",
        "kind": "draft",
        "label": {"id": "Draf", "en": "Draft"},
        "title": {"id": "Ajukan", "en": "Submit"},
        "about": {"id": "1", "facilities": ["Lapas Contoh"], "partners": ["Yayasan Contoh"]},
        "since": "2026-02-01",
        "due_on": None,
        "overdue": False,
        "page": "/perjanjian/1",
    }
    made = line_of(case)
    assert (made.units, made.due_on, made.page) == (("Lapas Contoh", "Yayasan Contoh"), None, "/perjanjian/1")
