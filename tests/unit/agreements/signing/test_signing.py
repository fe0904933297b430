from datetime import date, timedelta

import pytest

from services.agreements.signing.model import (
    AlreadySigned,
    NotSignedYet,
    NumberKnown,
    NumberRequired,
    PartyUnknown,
    add_number,
    cautions,
    check_signature,
    party_of,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.examples import SIGNED_ON, TERM, a_facility, a_partner, a_party, a_signature, an_agreement

FACILITY, PARTNER = a_party(a_facility()), a_party(a_partner())


def test_only_a_party_signs() -> None:
    agreement = an_agreement()
    assert party_of(agreement, agreement.parties[0].id) is agreement.parties[0]
    with pytest.raises(PartyUnknown):
        party_of(agreement, new_id())


def test_a_party_signs_once() -> None:
    signed = a_party(a_partner(), signature=a_signature())
    with pytest.raises(AlreadySigned):
        check_signature(signed, a_signature(), SIGNED_ON)


def test_a_signature_is_recorded_on_its_day_at_the_earliest() -> None:
    check_signature(PARTNER, a_signature(), SIGNED_ON)
    with pytest.raises(DayInTheFuture):
        check_signature(PARTNER, a_signature(), SIGNED_ON - timedelta(days=1))


def test_a_facility_signs_under_its_own_number_and_a_partners_may_come_later() -> None:
    today = date(2021, 2, 1)
    check_signature(PARTNER, a_signature(document_number=None), today)
    check_signature(FACILITY, a_signature(document_number="W-1"), today)
    with pytest.raises(NumberRequired):
        check_signature(FACILITY, a_signature(document_number=None), today)


def test_a_late_number_follows_a_signature_and_is_given_once() -> None:
    signed = a_party(a_partner(), signature=a_signature())
    assert add_number(signed, "415.4/1").document_number == "415.4/1"
    with pytest.raises(NotSignedYet):
        add_number(PARTNER, "415.4/1")
    with pytest.raises(NumberKnown, match=r"415\.4/1"):
        add_number(a_party(a_partner(), signature=a_signature(document_number="415.4/1")), "415.4/2")


def test_the_signature_of_an_acting_official_gives_a_caution() -> None:
    assert cautions(a_signature(), TERM, SIGNED_ON) == ()
    appointed = a_signature(capacity="acting", appointment_letter="SPRIN-1")
    assert [caution.code for caution in cautions(appointed, TERM, SIGNED_ON)] == ["acting_signatory"]
    by_day = cautions(a_signature(capacity="daily_acting"), TERM, SIGNED_ON)
    assert [caution.code for caution in by_day] == ["acting_signatory", "appointment_letter_missing"]
    assert "Plh. Kepala" in by_day[0].message.id


def test_a_signature_after_the_end_of_the_term_gives_a_caution() -> None:
    last, later = TERM.effective_until, TERM.effective_until + timedelta(days=1)
    assert cautions(a_signature(signed_on=last), TERM, later) == ()
    (caution,) = cautions(a_signature(signed_on=later), TERM, later)
    assert caution.code == "signed_after_term"
    assert caution.message.id.startswith("Ditandatangani 27 Januari 2026, sesudah perjanjian berakhir 26 Januari 2026.")


def test_a_signature_more_than_ten_years_ago_gives_a_caution() -> None:
    assert cautions(a_signature(signed_on=date(2016, 1, 27)), TERM, date(2026, 1, 27)) == ()
    (caution,) = cautions(a_signature(signed_on=date(2016, 1, 26)), TERM, date(2026, 1, 27))
    assert caution.code == "signed_long_ago"
