"""The scope diff, and what a successor may continue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.model.scope import (
    AdditionsUntraced,
    KeptElsewhere,
    KeptTwice,
    NotInPredecessor,
    items_of,
    keep,
    require_kept,
    require_traced,
    scope_diff,
)
from shared.values.ids import new_id
from tests.unit.agreements.examples import a_partner, an_item

FIELDS = ("health", "education", "sport", "culture", "environment")


@given(st.sets(st.sampled_from(FIELDS)), st.sets(st.sampled_from(FIELDS)))
def test_every_item_is_kept_added_or_removed(kept_fields: set[str], added_fields: set[str]) -> None:
    old = [an_item(field) for field in FIELDS]
    kept = keep(old, [item.id for item in old if item.field in kept_fields])
    new = [*kept, *(an_item(field) for field in sorted(added_fields))]
    diff = scope_diff(old, new)
    assert {before.field for before, _ in diff.kept} == kept_fields
    assert all((before.id,) == after.continues for before, after in diff.kept)
    assert {item.field for item in diff.added} == added_fields
    assert {item.field for item in diff.removed} == set(FIELDS) - kept_fields


def test_one_item_may_continue_several() -> None:
    old = [an_item("health"), an_item("health"), an_item("sport")]
    joined = an_item("health", continues=(old[0].id, old[1].id))
    require_kept(old, [joined])
    diff = scope_diff(old, [joined])
    assert diff.kept == ((old[0], joined), (old[1], joined))
    assert (diff.added, diff.removed) == ((), (old[2],))


def test_an_item_that_continues_an_agreement_elsewhere_is_neither_kept_nor_added() -> None:
    diff = scope_diff([], [an_item(continues=(new_id(),))])
    assert (diff.kept, diff.added) == ((), ())


def test_a_kept_item_gets_an_id_of_its_own_and_no_ground() -> None:
    old = an_item(target="20 peserta", ground="meeting", meeting_id=new_id(), continues=(new_id(),))
    [new] = keep([old], [old.id])
    assert new.id != old.id
    assert (new.continues, new.field, new.target) == ((old.id,), old.field, "20 peserta")
    assert (new.ground, new.meeting_id) == (None, None)


def test_an_item_that_the_predecessor_does_not_have_cannot_be_kept() -> None:
    with pytest.raises(NotInPredecessor):
        keep([an_item()], [new_id()])
    with pytest.raises(NotInPredecessor):
        require_kept([], [an_item(continues=(new_id(),))])


def test_an_item_is_kept_once() -> None:
    old = an_item()
    with pytest.raises(KeptTwice):
        keep([old], [old.id, old.id])
    with pytest.raises(KeptTwice):
        require_kept([old], [an_item(continues=(old.id,)), an_item(continues=(old.id,))])


def test_a_kept_item_stays_in_its_field() -> None:
    old = an_item("health")
    require_kept([old], [an_item("health", continues=(old.id,))])
    with pytest.raises(KeptElsewhere):
        require_kept([old], [an_item("sport", continues=(old.id,))])


def test_each_added_item_has_a_ground_of_its_own() -> None:
    grounded = an_item(ground="meeting", meeting_id=new_id())
    require_traced([grounded, an_item(continues=(new_id(),))])
    with pytest.raises(AdditionsUntraced, match="Bank sampah"):
        require_traced([grounded, an_item(description="Bank sampah")])


@pytest.mark.parametrize(
    "wrong",
    [
        {"function": "security", "pillar": "personality"},
        {"ground": "meeting"},
        {"meeting_id": str(new_id())},
        {"ground": "decided_without"},
        {"field": "Health'; --"},
    ],
)
def test_an_item_that_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        NewScopeItem(**{"field": "health", "description": "Pemeriksaan"} | wrong)


@pytest.mark.parametrize("function", ["service", "guidance", "care", "security", "observation"])
def test_functions_other_than_coaching_have_no_pillar(function: str) -> None:
    item = NewScopeItem(
        field="security_and_order", description="Pengamanan bersama", function=function, delivery="service"
    )
    assert item.pillar is None


def test_the_items_of_an_agency_are_those_that_it_answers_for() -> None:
    agency, other = a_partner(), a_partner()
    own, shared = an_item(agencies=(agency,)), an_item(agencies=(other, agency))
    items = (own, an_item(agencies=(other,)), shared, an_item())
    assert items_of(items, {agency.id}) == (own, shared)
