from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from services.agreements.agreement.model.agreement import AgencyOfNoParty, PartiesIncomplete, PartyTwice
from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.model.scope import AdditionsUntraced
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from shared.values.terms import moment_of
from tests.unit.agreements.examples import (
    SIGNED_ON,
    a_facility,
    a_partner,
    a_party,
    a_signature,
    a_signed_agreement,
    an_agreement,
    an_item,
)


def test_a_party_is_a_facility_or_a_partner() -> None:
    with pytest.raises(ValidationError):
        Party(id=new_id(), role="principal")
    with pytest.raises(ValidationError):
        NewParty(facility_id=new_id(), partner_id=new_id())


def test_an_agreement_binds_a_facility_and_a_partner() -> None:
    an_agreement().drafted()
    with pytest.raises(PartiesIncomplete):
        an_agreement(parties=(a_party(a_facility()), a_party(a_facility()))).drafted()
    with pytest.raises(PartiesIncomplete):
        an_agreement(parties=(a_party(a_facility()), a_party(a_partner(), role="acknowledging"))).drafted()


def test_a_unit_is_a_party_once() -> None:
    partner = a_partner()
    with pytest.raises(PartyTwice):
        an_agreement(parties=(a_party(a_facility()), a_party(partner), a_party(partner))).drafted()


def test_the_agency_of_an_item_is_a_party_or_under_one() -> None:
    partner = a_partner()
    parties = (a_party(a_facility()), a_party(partner))
    department = new_id()
    agency = a_partner(name="Dinas Kesehatan", parent_id=partner.id, lineage=(department, partner.id))
    clinic = a_partner(name="Puskesmas", parent_id=department, lineage=(new_id(), department, partner.id))
    for each in (partner, agency, clinic):
        an_agreement(parties=parties, scope_items=(an_item(agency=each),)).drafted()
    with pytest.raises(AgencyOfNoParty, match="Dinas Kesehatan"):
        an_agreement(scope_items=(an_item(agency=agency),)).drafted()


def test_an_extension_that_adds_needs_a_meeting_or_a_reason() -> None:
    line_id = new_id()
    extension = an_agreement(predecessor_id=line_id, line_id=line_id, scope_items=(an_item("environment"),))
    with pytest.raises(AdditionsUntraced):
        extension.drafted()
    extension.additions_reason = "Disepakati lewat surat."
    extension.drafted()


def test_an_extension_that_only_keeps_needs_no_reason() -> None:
    line_id = new_id()
    an_agreement(predecessor_id=line_id, line_id=line_id, scope_items=(an_item(continues=new_id()),)).drafted()


def test_only_a_draft_is_rewritten() -> None:
    draft = an_agreement()
    draft.rewrite("Judul baru", None, None, None, [])
    assert (draft.title, draft.missing) == ("Judul baru", ["term", "scope_items", "legal_basis", "funding"])
    with pytest.raises(WrongState):
        a_signed_agreement().rewrite("Judul baru", None, None, None, [])


def test_an_acknowledging_party_is_not_outstanding() -> None:
    parties = (a_party(a_facility()), a_party(a_partner()), a_party(a_partner(), role="acknowledging"))
    agreement = a_signed_agreement(parties=parties[:2])
    assert agreement.document_state == "signed"
    waiting = an_agreement(parties=parties, document_state="validated")
    assert waiting.outstanding == 2


def test_the_last_signature_dates_the_agreement() -> None:
    agreement = an_agreement(document_state="validated")
    first, second = agreement.parties
    agreement.put_signature(first, a_signature(signed_on=date(2021, 1, 25), document_number="W-1"))
    assert (agreement.document_state, agreement.outstanding) == ("partially_signed", 1)
    agreement.put_signature(second, a_signature(signed_on=date(2021, 1, 20)))
    assert (agreement.document_state, agreement.signed_on) == ("signed", date(2021, 1, 25))
    assert agreement.missing == [f"document_number:{second.id}"]
    assert [transition.move for transition in agreement.history] == ["sign_in_part", "sign"]


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_an_acknowledging_party_may_sign_at_any_time_and_does_not_date_the_agreement(turn: int) -> None:
    principals = (a_party(a_facility()), a_party(a_partner()))
    witness = a_party(a_partner(), role="acknowledging")
    agreement = an_agreement(parties=(*principals, witness), document_state="validated")
    order = list(principals)
    order.insert(turn, witness)
    signed_by = [
        party
        for party in order
        if agreement.put_signature(party, a_signature(signed_on=day_of(party, witness), document_number="W-1"))
    ]
    assert signed_by == [principals[1]]
    assert (agreement.document_state, agreement.signed_on) == ("signed", SIGNED_ON)
    assert [transition.move for transition in agreement.history].count("acknowledge") == 1


def day_of(party: Party, witness: Party) -> date:
    return SIGNED_ON + timedelta(days=30 if party is witness else 0)


def test_an_acknowledging_party_signs_after_the_review() -> None:
    witness = a_party(a_partner(), role="acknowledging")
    agreement = an_agreement(parties=(a_party(a_facility()), a_party(a_partner()), witness))
    with pytest.raises(WrongState):
        agreement.put_signature(witness, a_signature())


def test_the_moment_of_today_is_now_and_of_an_earlier_day_noon() -> None:
    now = datetime(2026, 1, 26, 23, 30, tzinfo=UTC)
    assert moment_of(date(2026, 1, 27), "Asia/Jakarta", now) == now
    earlier = moment_of(date(2026, 1, 26), "Asia/Jakarta", now)
    assert earlier == datetime(2026, 1, 26, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
