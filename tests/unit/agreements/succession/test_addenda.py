"""An addendum: what it may change, who signs it, and from which day on it is in effect."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.succession.model.addenda import (
    Addendum,
    AddendumChanges,
    AddendumEmpty,
    AddendumPartyUnknown,
    AddendumSignature,
    AddendumSignedBy,
    NewLastDay,
    require_changes,
    require_traced_additions,
)
from services.agreements.succession.model.succession import NotInForceThen, TermEndsTooEarly, TermUnchanged
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import DAYS, a_signed_agreement, an_item

TODAY = date(2025, 6, 1)


def last_day(day: date | None) -> AddendumChanges:
    return AddendumChanges(term=NewLastDay(in_force_until=day))


def an_addendum(agreement: Agreement, **changes: Any) -> Addendum:
    values = {"id": new_id(), "agreement_id": agreement.id, "ordinal": 1, "effective_on": TODAY, "reason": "Diperluas."}
    return Addendum(**values | {"changes": last_day(None), "drafted_by": "officer"} | changes)


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
    agreement.amend((), (added,), date(2030, 1, 1), TODAY, "Diperluas.")
    assert agreement.scope_items[-1] == added
    assert agreement.in_force_until == date(2030, 1, 1)
    assert [(move.move, move.happened_on) for move in agreement.history] == [("amend", TODAY)]
