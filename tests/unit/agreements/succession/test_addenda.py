"""An addendum: its changes, its review and signatures, and its day of effect."""

from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.succession.model.addenda import (
    Addendum,
    AddendumPartyUnknown,
    AddendumSignature,
    AddendumSignedBy,
)
from services.agreements.succession.model.addendum_changes import (
    AddendumChanges,
    AddendumEmpty,
    AddendumItemUnknown,
    LeavingPartyUnknown,
    NewLastDay,
    PlaceLeaves,
    ScopeEmptied,
    require_changes,
    require_leavable,
    require_traced_additions,
)
from services.agreements.succession.model.addendum_review import part_of_addendum, sides_of_addendum
from services.agreements.succession.model.succession import NotInForceThen, TermEndsTooEarly, TermUnchanged
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import DAYS, a_partner, a_signed_agreement, an_item

TODAY = date(2025, 6, 1)
NOW = datetime(2025, 6, 1, 3, 0, tzinfo=UTC)
AN_ITEM = NewScopeItem(
    field="environment", description="Sampah", ground="decided_without", ground_reason="Disepakati lewat surat."
)


def last_day(day: date | None) -> AddendumChanges:
    return AddendumChanges(term=NewLastDay(in_force_until=day))


def an_addendum(agreement: Agreement, **changes: Any) -> Addendum:
    values = {"id": new_id(), "agreement_id": agreement.id, "ordinal": 1, "effective_on": TODAY, "reason": "Diperluas."}
    return Addendum(**values | {"changes": last_day(None), "drafted_by": "officer", "review": "passed"} | changes)


def a_signature(unit_id: Any, signed_on: date = TODAY) -> AddendumSignature:
    return AddendumSignature(unit_id=unit_id, position="Kepala", method="wet_ink", signed_on=signed_on)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2025, 6, 1), None])
def test_an_addendum_moves_the_last_day_or_takes_it_away(day: date | None) -> None:
    require_changes(a_signed_agreement(), last_day(day), TODAY, TODAY)


@pytest.mark.parametrize(
    ("changes", "effective_on", "today", "refusal"),
    [
        (AddendumChanges(), TODAY, TODAY, AddendumEmpty),
        (last_day(DAYS.in_force_until), TODAY, TODAY, TermUnchanged),
        (last_day(date(2025, 5, 31)), TODAY, TODAY, TermEndsTooEarly),
        (last_day(None), date(2026, 1, 27), TODAY, NotInForceThen),
        (last_day(None), TODAY, date(2026, 1, 27), NotInForceThen),
    ],
)
def test_an_addendum_changes_something_on_a_day_in_force(
    changes: AddendumChanges, effective_on: date, today: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        require_changes(a_signed_agreement(), changes, effective_on, today)


def test_it_names_the_parts_that_it_changes() -> None:
    item = NewScopeItem(field="environment", description="Sampah", ground="decided_without", ground_reason="Surat.")
    everything = last_day(None).model_copy(
        update={"added_items": (item,), "added_parties": (NewParty(unit_id=new_id()),)}
    )
    assert everything.parts == ("term", "scope", "parties")
    assert AddendumChanges(added_items=(item,)).parts == ("scope",)


def test_every_principal_signs_and_each_that_is_added() -> None:
    agreement, joining = a_signed_agreement(), new_id()
    witness = NewParty(unit_id=new_id(), role="witness")
    changes = AddendumChanges(added_parties=(NewParty(unit_id=joining), witness))
    addendum = an_addendum(agreement, changes=changes)
    ours, partner = (party.unit.id for party in agreement.principals)
    assert addendum.outstanding(agreement) == [ours, partner, joining]
    assert not addendum.put_signature(agreement, a_signature(ours))
    with pytest.raises(AddendumSignedBy):
        addendum.put_signature(agreement, a_signature(ours))
    with pytest.raises(AddendumPartyUnknown):
        addendum.put_signature(agreement, a_signature(witness.unit_id))
    assert not addendum.put_signature(agreement, a_signature(partner))
    assert addendum.put_signature(agreement, a_signature(joining))
    assert addendum.state == "signed"


@pytest.mark.parametrize(
    ("last_signed", "effective"), [(date(2025, 5, 1), TODAY), (date(2025, 6, 9), date(2025, 6, 9))]
)
def test_nothing_is_in_effect_before_all_have_signed(last_signed: date, effective: date) -> None:
    agreement = a_signed_agreement()
    addendum = an_addendum(agreement)
    for unit_id in addendum.signers(agreement):
        addendum.put_signature(agreement, a_signature(unit_id, last_signed))
    assert (addendum.signed_on, addendum.effective_on) == (last_signed, effective)
    for change in (addendum.withdraw, lambda: addendum.put_signature(agreement, a_signature(new_id()))):
        with pytest.raises(WrongState):
            change()


@pytest.mark.parametrize(
    ("changes", "last_signed", "refusal"),
    [
        (last_day(None), DAYS.in_force_until, None),
        (last_day(None), date(2026, 1, 27), NotInForceThen),
        (last_day(date(2025, 6, 9)), date(2025, 6, 9), None),
        (last_day(date(2025, 6, 9)), date(2025, 6, 10), TermEndsTooEarly),
    ],
)
def test_the_last_signature_comes_in_time(
    changes: AddendumChanges, last_signed: date, refusal: type[Exception] | None
) -> None:
    agreement = a_signed_agreement()
    addendum = an_addendum(agreement, changes=changes)
    first, last = addendum.signers(agreement)
    addendum.put_signature(agreement, a_signature(first))
    with pytest.raises(refusal) if refusal else nullcontext():
        assert addendum.put_signature(agreement, a_signature(last, last_signed))


def test_each_addition_names_its_ground() -> None:
    require_traced_additions([an_item(ground="decided_without", ground_reason="Surat.")])
    with pytest.raises(AdditionsUntraced):
        require_traced_additions([an_item()])


def test_an_amended_agreement_has_the_added_items_and_another_last_day() -> None:
    agreement = a_signed_agreement()
    added = an_item("environment")
    changes = AddendumChanges()
    parties, items = changes.parties_after(agreement, ()), changes.items_after(agreement, (added,))
    agreement.amend(parties, items, date(2030, 1, 1), TODAY, "Diperluas.")
    assert agreement.scope_items[-1] == added
    assert agreement.in_force_until == date(2030, 1, 1)
    assert [(move.move, move.happened_on) for move in agreement.history] == [("amend", TODAY)]


def test_items_and_parties_leave_and_the_rest_stays() -> None:
    agreement = a_signed_agreement()
    items, parties = agreement.scope_items, agreement.parties
    changes = AddendumChanges(removed_items=(items[0].id,), removed_parties=(parties[1].unit.id,))
    assert changes.parts == ("scope", "parties")
    assert changes.items_after(agreement, ()) == items[1:]
    assert changes.parties_after(agreement, ()) == (parties[0], *parties[2:])


def test_only_what_an_agreement_has_can_leave_it() -> None:
    agreement = a_signed_agreement()
    everything = tuple(item.id for item in agreement.scope_items)
    ours = agreement.runs_at[0].id
    for changes, refusal in (
        (AddendumChanges(removed_items=(new_id(),)), AddendumItemUnknown),
        (AddendumChanges(removed_items=(everything[0], everything[0])), AddendumItemUnknown),
        (AddendumChanges(removed_items=everything), ScopeEmptied),
        (AddendumChanges(removed_parties=(new_id(),)), LeavingPartyUnknown),
        (AddendumChanges(removed_parties=(ours,)), PlaceLeaves),
    ):
        with pytest.raises(refusal):
            require_leavable(agreement, changes)
    require_leavable(agreement, AddendumChanges(removed_items=everything[:1], added_items=(AN_ITEM,)))


def test_a_partner_that_leaves_signs_unless_it_is_closed() -> None:
    agreement = a_signed_agreement()
    ours, partner = (party.unit.id for party in agreement.principals)
    addendum = an_addendum(agreement, changes=AddendumChanges(removed_parties=(partner,)))
    assert addendum.signers(agreement) == [ours, partner]
    assert addendum.signers(agreement, closed=[partner]) == [ours]
    # One that stays has to sign, also if it is closed.
    assert an_addendum(agreement).signers(agreement, closed=[partner]) == [ours, partner]


def test_it_is_reviewed_before_it_is_signed_and_not_changed_meanwhile() -> None:
    agreement = a_signed_agreement()
    ours = agreement.principals[0].unit.id
    addendum = an_addendum(agreement, review="none")
    with pytest.raises(WrongState):
        addendum.put_signature(agreement, a_signature(ours))
    addendum.rewrite(last_day(date(2027, 1, 1)), TODAY, "CONTOH-3", "Diubah.")
    addendum.ask(waits=True)
    for refused in (
        lambda: addendum.rewrite(last_day(None), TODAY, None, "Diubah."),
        lambda: addendum.ask(waits=True),
        lambda: addendum.put_signature(agreement, a_signature(ours)),
    ):
        with pytest.raises(WrongState):
            refused()
    addendum.close_review(passed=False)
    addendum.ask(waits=False)
    assert (addendum.review, addendum.number) == ("passed", "CONTOH-3")
    with pytest.raises(WrongState):
        addendum.require_asked()
    assert not addendum.put_signature(agreement, a_signature(ours))


def test_a_partner_is_not_asked_again_for_what_another_one_carries_out() -> None:
    agreement = a_signed_agreement()
    addendum = an_addendum(agreement, changes=AddendumChanges(added_items=(AN_ITEM,)))
    of_another = an_item(agencies=(a_partner(name="Yayasan Lain Contoh"),))
    region, partner = sides_of_addendum(agreement, (), NOW)
    assert [region.side, partner.side] == ["region", "partner"]
    for reviewer, is_asked_again in ((region, True), (partner, False)):
        before = part_of_addendum(agreement, addendum, [of_another], reviewer)
        other = AN_ITEM.model_copy(update={"description": "Pengomposan"})
        changed = an_addendum(agreement, changes=AddendumChanges(added_items=(other,)))
        after = part_of_addendum(agreement, changed, [of_another], reviewer)
        assert (before != after) is is_asked_again
    joining = Party(id=new_id(), role="principal", unit=a_partner(name="Yayasan Baru Contoh"))
    assert len(sides_of_addendum(agreement, (joining,), NOW)) == 3
