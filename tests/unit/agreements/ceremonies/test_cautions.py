"""Cautions at the desk: possible faults of a row, and cases without any."""

from datetime import date, timedelta

import pytest

from services.agreements.agreement.model.states import DocumentState
from services.agreements.ceremonies.model.cautions import about_keeper, about_last_day, about_partner, about_state
from services.agreements.ceremonies.model.parts import SigningAs

DAY = date(2026, 1, 28)
BEFORE = DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("drafting", "not_for_signing"),
        ("review", "not_for_signing"),
        ("withdrawn", "not_for_signing"),
        ("validated", None),
        ("awaiting_signature", None),
        ("partially_signed", None),
        ("signed", None),
    ],
)
def test_a_text_that_cannot_be_signed_is_named(state: DocumentState, code: str | None) -> None:
    assert [each.code for each in about_state(state)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("number", "has_signed", "opened", "codes"),
    [
        (None, False, True, ["keeper_unsigned", "number_missing"]),
        ("W.13-1/2026", False, True, ["keeper_unsigned"]),
        ("W.13-1/2026", True, True, []),
        (None, False, False, ["number_missing"]),
    ],
)
def test_a_missing_number_and_a_missing_signature_are_named(
    number: str | None, has_signed: bool, opened: bool, codes: list[str]
) -> None:
    found = about_keeper("Lapas Contoh", number, has_signed=has_signed, opened=opened)
    assert [each.code for each in found] == codes
    assert all("Lapas Contoh" in each.message.id for each in found)


@pytest.mark.parametrize(("last", "codes"), [(None, []), (DAY, []), (BEFORE, ["sign_before_over"])])
def test_a_last_day_that_is_over_is_named(last: date | None, codes: list[str]) -> None:
    assert [each.code for each in about_last_day(last, DAY)] == codes


@pytest.mark.parametrize(("until", "codes"), [(None, []), (DAY, []), (BEFORE, ["head_term_over"])])
def test_a_head_whose_term_is_over_is_named(until: date | None, codes: list[str]) -> None:
    found = about_partner("Yayasan Contoh", until, DAY, [SigningAs(position="Ketua")])
    assert [each.code for each in found] == codes
    assert all("27 Januari 2026" in each.message.id for each in found)


def test_the_mandate_of_who_is_to_sign_is_named_before_the_signature() -> None:
    acting = SigningAs(position="Kepala Dinas", capacity="acting")
    assert [each.code for each in about_partner("Dinas Contoh", None, DAY, [acting])] == [
        "acting_signatory",
        "letter_missing",
    ]
