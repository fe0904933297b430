import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.scope import (
    KeptElsewhere,
    KeptTwice,
    NotInPredecessor,
    keep,
    require_kept,
    scope_diff,
)
from shared.values.ids import new_id
from tests.unit.agreements.examples import an_item

FIELDS = ("health", "education", "sport", "culture", "environment")


@given(st.sets(st.sampled_from(FIELDS)), st.sets(st.sampled_from(FIELDS)))
def test_every_item_is_kept_added_or_removed(kept_fields: set[str], added_fields: set[str]) -> None:
    old = [an_item(field) for field in FIELDS]
    kept = keep(old, [item.id for item in old if item.field in kept_fields])
    new = [*kept, *(an_item(field) for field in sorted(added_fields))]
    diff = scope_diff(old, new)
    assert {before.field for before, _ in diff.kept} == kept_fields
    assert all(before.id == after.continues for before, after in diff.kept)
    assert {item.field for item in diff.added} == added_fields
    assert {item.field for item in diff.removed} == set(FIELDS) - kept_fields


def test_a_kept_item_gets_an_id_of_its_own() -> None:
    old = an_item(target="20 peserta")
    [new] = keep([old], [old.id])
    assert new.id != old.id
    assert (new.continues, new.field, new.target) == (old.id, old.field, "20 peserta")


def test_an_item_that_the_predecessor_does_not_have_cannot_be_kept() -> None:
    with pytest.raises(NotInPredecessor):
        keep([an_item()], [new_id()])
    with pytest.raises(NotInPredecessor):
        require_kept([], [an_item(continues=new_id())])


def test_an_item_is_kept_once() -> None:
    old = an_item()
    with pytest.raises(KeptTwice):
        keep([old], [old.id, old.id])


def test_a_kept_item_stays_in_its_field() -> None:
    old = an_item("health")
    require_kept([old], [an_item("health", continues=old.id)])
    with pytest.raises(KeptElsewhere):
        require_kept([old], [an_item("sport", continues=old.id)])
