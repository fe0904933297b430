"""Signatures and numbers: who has one, and what is unlikely."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm
from services.agreements.signing.model import (
    AlreadySigned,
    IssuerUnfit,
    NumberKnown,
    NumberUnknown,
    PartyUnknown,
    SignatureUnknown,
    cautions,
    double_number,
    number_of,
    party_of,
    require_day,
    require_issuer,
    require_unnumbered,
    require_unsigned,
    signature_of,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.examples import (
    SIGNED_ON,
    TERM,
    a_facility,
    a_number,
    a_partner,
    a_party,
    a_signature,
    a_signed_agreement,
    an_agreement,
    an_office,
)

FACILITY, PARTNER = a_party(a_facility()), a_party(a_partner())
AGREEMENT = an_agreement(parties=(FACILITY, PARTNER))


def codes(signed_on: date = SIGNED_ON, today: date = SIGNED_ON, **changes: Any) -> list[str]:
    signature = a_signature(FACILITY, signed_on=signed_on, **changes)
    return [caution.code for caution in cautions(AGREEMENT, signature, today)]


def test_parties_signatures_and_numbers_are_those_of_the_agreement() -> None:
    agreement = a_signed_agreement()
    assert party_of(agreement, agreement.parties[0].id) is agreement.parties[0]
    assert signature_of(agreement, agreement.signatures[0].id) is agreement.signatures[0]
    assert number_of(agreement, agreement.numbers[0].id) is agreement.numbers[0]
    with pytest.raises(PartyUnknown):
        party_of(agreement, new_id())
    with pytest.raises(SignatureUnknown):
        signature_of(agreement, new_id())
    with pytest.raises(NumberUnknown):
        number_of(agreement, new_id())


def test_a_party_signs_as_often_as_it_has_signers() -> None:
    party = a_party(a_partner(), signers=2)
    agreement = an_agreement(parties=(FACILITY, party), document_state="validated")
    agreement.put_signature(party, a_signature(party))
    require_unsigned(agreement, party)
    agreement.put_signature(party, a_signature(party, ordinal=2))
    with pytest.raises(AlreadySigned):
        require_unsigned(agreement, party)


def test_a_signature_is_recorded_on_its_day_at_the_earliest() -> None:
    require_day(SIGNED_ON, SIGNED_ON)
    with pytest.raises(DayInTheFuture):
        require_day(SIGNED_ON, SIGNED_ON - timedelta(days=1))


def test_a_party_has_one_number() -> None:
    require_unnumbered(AGREEMENT, FACILITY)
    numbered = an_agreement(parties=(FACILITY, PARTNER), numbers=(a_number(FACILITY, number="415.4/1"),))
    require_unnumbered(numbered, PARTNER)
    with pytest.raises(NumberKnown, match=r"415\.4/1"):
        require_unnumbered(numbered, FACILITY)


def test_a_unit_above_the_party_may_issue_its_number() -> None:
    for party, issuer in ((FACILITY, an_office()), (PARTNER, a_partner(name="Sekretariat Daerah"))):
        require_issuer(party, issuer)
    for party, issuer in ((FACILITY, a_partner()), (PARTNER, a_facility())):
        with pytest.raises(IssuerUnfit):
            require_issuer(party, issuer)


def test_the_caution_about_a_double_number_names_its_issuer() -> None:
    caution = double_number(a_number(PARTNER, number="415.4/1"))
    assert caution.code == "number_double"
    assert caution.message.id.startswith('Nomor "415.4/1" sudah tercatat untuk Pemerintah Kabupaten Contoh')


@pytest.mark.parametrize(
    ("signatory", "found"),
    [
        ({}, []),
        ({"capacity": "acting", "letter": "SPRIN-1"}, ["acting_signatory"]),
        ({"capacity": "daily_acting"}, ["acting_signatory", "letter_missing"]),
        ({"capacity": "caretaker", "letter": "SK-3"}, ["acting_signatory"]),
        ({"signs_for": "on_behalf", "letter": "SE-9"}, []),
        ({"signs_for": "on_behalf"}, ["letter_missing"]),
        ({"signs_for": "power_of_attorney"}, ["letter_missing"]),
    ],
)
def test_who_signs_for_another_gives_a_caution(signatory: dict[str, str], found: list[str]) -> None:
    assert codes(SIGNED_ON, SIGNED_ON, **signatory) == found


@pytest.mark.parametrize(("capacity", "words"), [("daily_acting", "Plh. Kepala"), ("caretaker", "Pj. Kepala")])
def test_the_caution_names_the_capacity_in_words(capacity: str, words: str) -> None:
    caution = cautions(AGREEMENT, a_signature(FACILITY, capacity=capacity, letter="SK-3"), SIGNED_ON)[0]
    assert words in caution.message.id


def test_the_missing_letter_of_one_who_signs_on_behalf_is_named_in_words() -> None:
    [caution] = cautions(
        AGREEMENT, a_signature(FACILITY, position="Sekretaris Daerah", signs_for="on_behalf"), SIGNED_ON
    )
    assert caution.message.id == "Surat kuasa atau surat perintah bagi Sekretaris Daerah belum dicantumkan."


def test_a_signature_after_the_end_of_the_term_gives_a_caution() -> None:
    last, later = TERM.ends_on, TERM.ends_on + timedelta(days=1)
    assert codes(last, later) == []
    [caution] = cautions(AGREEMENT, a_signature(FACILITY, signed_on=later), later)
    assert caution.code == "signed_after_term"
    assert caution.message.id.startswith("Ditandatangani 27 Januari 2026, sesudah perjanjian berakhir 26 Januari 2026.")


@pytest.mark.parametrize(
    ("term", "late"),
    [
        (FixedTerm(starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)), True),
        (RunningTerm(months=12, starts_on=date(2020, 1, 1)), True),
        (RunningTerm(months=12), False),
        (OpenTerm(starts_on=date(2020, 1, 1)), False),
        (None, False),
    ],
)
def test_the_end_is_known_before_signing_where_the_term_has_a_first_day(term: object, late: bool) -> None:
    agreement = an_agreement(parties=(FACILITY, PARTNER), term=term)
    found = [caution.code for caution in cautions(agreement, a_signature(FACILITY), SIGNED_ON)]
    assert found == (["signed_after_term"] if late else [])


def test_a_signature_more_than_ten_years_ago_gives_a_caution() -> None:
    assert codes(date(2016, 1, 27), date(2026, 1, 27)) == []
    assert codes(date(2016, 1, 26), date(2026, 1, 27)) == ["signed_long_ago"]
