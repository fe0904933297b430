"""A new line continues agreements of other lines; an agreement is compared with one that it continues."""

from datetime import date

import pytest

from services.agreements.agreement.model.differences import differences, overlap_days
from services.agreements.agreement.model.lines import (
    ContinuedByAnotherPart,
    KeeperDoesNotSign,
    MergerOfOne,
    NothingContinued,
    require_continued,
    require_several,
    require_signing_keeper,
)
from services.agreements.agreement.model.scope import NotInPredecessor
from services.agreements.agreement.model.terms import FixedTerm, InForce
from shared.values.ids import new_id
from tests.unit.agreements.examples import (
    DAYS,
    a_facility,
    a_partner,
    a_party,
    a_signed_agreement,
    an_agreement,
    an_item,
)


def test_a_merger_names_two_different_agreements() -> None:
    one = new_id()
    require_several([one, new_id()])
    for ids in ([], [one], [one, one]):
        with pytest.raises(MergerOfOne):
            require_several(ids)


def test_each_agreement_that_is_merged_contributes_an_item() -> None:
    first, second = a_signed_agreement(), a_signed_agreement()
    kept = [an_item(before.scope_items[0].field, continues=(before.scope_items[0].id,)) for before in (first, second)]
    require_continued(kept, [first, second], [])
    with pytest.raises(NothingContinued):
        require_continued(kept[:1], [first, second], [])
    with pytest.raises(NotInPredecessor):
        require_continued([an_item(continues=(new_id(),))], [first], [])


def test_an_item_belongs_to_one_part_only() -> None:
    before = a_signed_agreement()
    health, agriculture = before.scope_items
    part = [an_item("health", continues=(health.id,))]
    require_continued(part, [before], [agriculture.id])
    with pytest.raises(ContinuedByAnotherPart):
        require_continued(part, [before], [health.id])


def test_the_keeper_of_what_is_continued_signs_the_new_agreement() -> None:
    before = a_signed_agreement()
    require_signing_keeper(an_agreement(parties=before.parties), before)
    with pytest.raises(KeeperDoesNotSign, match="Lapas Contoh"):
        require_signing_keeper(an_agreement(parties=(a_party(a_facility()), a_party(a_partner()))), before)
    witness = (a_party(before.keeper, role="witness"), a_party(a_facility()), a_party(a_partner()))
    with pytest.raises(KeeperDoesNotSign):
        require_signing_keeper(an_agreement(parties=witness), before)


@pytest.mark.parametrize(("begins", "days"), [(date(2026, 1, 27), 0), (date(2026, 1, 26), 1), (date(2026, 1, 20), 7)])
def test_an_overlap_is_the_days_by_which_the_earlier_one_ends_before_its_term(begins: date, days: int) -> None:
    assert overlap_days(DAYS, begins) == days
    assert overlap_days(InForce(in_force_from=DAYS.in_force_from, in_force_until=None), begins) == 0


def test_a_successor_with_other_parties_and_another_instrument_is_compared() -> None:
    facility, regency, agency = a_facility(), a_partner(), a_partner(name="BNNP Contoh")
    before = a_signed_agreement(parties=(a_party(facility), a_party(regency)))
    kept = an_item("health", continues=(before.scope_items[0].id,))
    after = an_agreement(
        instrument="cooperation_agreement",
        parties=(a_party(facility), a_party(agency), a_party(regency, role="witness")),
        scope_items=(kept,),
        term=FixedTerm(starts_on=date(2026, 2, 1), ends_on=date(2027, 1, 31)),
    )
    found = differences(before, after, "extension")
    assert found.instrument is not None
    assert (found.instrument.before, found.instrument.after) == ("synergy_memorandum", "cooperation_agreement")
    assert [unit.name for unit in found.parties.added] == ["BNNP Contoh"]
    assert (found.parties.removed, found.level, found.keeper) == ((), None, None)
    assert [(role.unit.id, role.before, role.after) for role in found.parties.other_role] == [
        (regency.id, "principal", "witness")
    ]
    assert found.between is not None
    assert (found.between.gap_days, found.between.overlap_days) == (5, 0)
    assert (found.kept, found.removed) == ((kept.id,), (before.scope_items[1].id,))


def test_nothing_is_known_of_the_days_between_before_a_first_day_is() -> None:
    assert differences(a_signed_agreement(), an_agreement(term=None), "merge").between is None
