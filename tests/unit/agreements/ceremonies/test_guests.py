"""Guests of a ceremony: units of the region that put their own agreements on its list, and no others."""

from datetime import date
from uuid import UUID

import pytest

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement, OpeningProgram, Signatory, SigningAs
from services.agreements.ceremonies.model.refusals import (
    AgreementNotForSigning,
    AgreementOfAnotherKeeper,
    GuestUnfit,
    GuestUnknown,
)
from services.agreements.register.model.units import Unit
from shared.values.ids import new_id
from tests.unit.agreements.examples import a_directorate_general, a_facility, a_partner, an_agreement, an_office

KEEPER, GUEST = an_office(), a_facility()
TODAY = date(2026, 1, 28)


def a_ceremony(keeper: Unit = KEEPER) -> Ceremony:
    return Ceremony(id=new_id(), keeper=keeper, zone="Asia/Jakarta", title="Acara", prepared_on=TODAY, planned_on=TODAY)


def kept_by(unit: Unit, count: int) -> dict[UUID, Agreement]:
    found = (an_agreement(keeper=unit, document_state="validated") for _ in range(count))
    return {each.id: each for each in found}


def listed(*of: UUID) -> list[ListedAgreement]:
    return [ListedAgreement(agreement_id=each) for each in of]


@pytest.mark.parametrize(
    ("keeper", "guest"),
    [
        (KEEPER, GUEST),
        (a_facility(), an_office()),
        (a_directorate_general(), a_facility(region="BALI")),
    ],
)
def test_a_unit_of_the_region_is_a_guest(keeper: Unit, guest: Unit) -> None:
    ceremony = a_ceremony(keeper)
    ceremony.prepare((), (), {}, guests=(guest,))
    assert ceremony.units == (keeper, guest)
    assert [ceremony.unit(each) for each in (None, guest.id)] == [keeper, guest]
    with pytest.raises(GuestUnknown):
        ceremony.unit(new_id())


@pytest.mark.parametrize("guest", [a_facility(region="BALI"), a_partner(), a_directorate_general(), KEEPER])
def test_no_other_unit_is_a_guest(guest: Unit) -> None:
    with pytest.raises(GuestUnfit):
        a_ceremony().prepare((), (), {}, guests=(guest,))


def test_a_guest_lists_its_own_and_the_others_keep_their_places() -> None:
    own, foreign = kept_by(KEEPER, 2), kept_by(GUEST, 3)
    (first, last), (one, two, three), of = own, foreign, own | foreign
    ceremony = a_ceremony()
    ceremony.prepare(listed(first), (), of, guests=(GUEST,))
    ceremony.enlist(GUEST, listed(one, two), (), of)
    ceremony.prepare([*listed(last), *ceremony.entries[1:], *listed(first)], (), of, guests=(GUEST,))
    assert [each.agreement_id for each in ceremony.entries] == [last, one, two, first]
    ceremony.enlist(GUEST, listed(three, two), (), of)
    assert [(each.ordinal, each.agreement_id) for each in ceremony.entries] == [
        (1, last),
        (2, two),
        (3, first),
        (4, three),
    ]
    assert [each.keeper_id for each in ceremony.entries] == [KEEPER.id, GUEST.id, KEEPER.id, GUEST.id]


def test_nobody_lists_or_changes_an_agreement_of_another_unit() -> None:
    own, foreign = kept_by(KEEPER, 1), kept_by(GUEST, 1)
    (mine,), (theirs,), of = own, foreign, own | foreign
    ceremony = a_ceremony()
    with pytest.raises(AgreementOfAnotherKeeper):
        ceremony.prepare(listed(theirs), (), of, guests=(GUEST,))
    with pytest.raises(AgreementOfAnotherKeeper):
        ceremony.enlist(GUEST, listed(mine), (), of)
    ceremony.enlist(GUEST, listed(theirs), (), of)
    signatory = Signatory(party_id=new_id(), signs_as=SigningAs(position="Bupati"))
    changed = [ListedAgreement(agreement_id=theirs, signatories=(signatory,))]
    with pytest.raises(AgreementOfAnotherKeeper):
        ceremony.prepare(changed, (), of, guests=(GUEST,))
    with pytest.raises(AgreementOfAnotherKeeper):
        ceremony.prepare(listed(theirs), (), of, guests=())


def test_each_unit_lets_programs_of_its_own_agreements_open() -> None:
    own, foreign = kept_by(KEEPER, 1), kept_by(GUEST, 1)
    of = own | foreign
    mine, theirs = (
        OpeningProgram(agreement_id=id_, scope_item_id=of[id_].scope_items[0].id, capacity=20) for id_ in of
    )
    ceremony = a_ceremony()
    ceremony.prepare(listed(*own), [mine], of, guests=(GUEST,))
    ceremony.enlist(GUEST, listed(*foreign), [theirs], of)
    assert list(ceremony.opens) == [mine, theirs]
    ceremony.prepare(ceremony.entries, [theirs], of)
    assert list(ceremony.opens) == [theirs]
    with pytest.raises(AgreementOfAnotherKeeper):
        ceremony.prepare(ceremony.entries, [theirs.model_copy(update={"capacity": 99})], of)


def test_a_text_that_was_reopened_stays_on_the_list_and_blocks_nothing() -> None:
    of = kept_by(KEEPER, 2)
    first, second = of.values()
    ceremony = a_ceremony()
    ceremony.prepare(listed(first.id), (), of)
    first.document_state = second.document_state = "drafting"
    ceremony.prepare(listed(first.id), (), of, venue="Aula")
    assert ceremony.venue == "Aula"
    with pytest.raises(AgreementNotForSigning):
        ceremony.prepare(listed(first.id, second.id), (), of)
