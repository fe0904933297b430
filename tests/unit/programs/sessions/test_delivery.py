"""The item of a session: the one that belongs to the instructor's organisation, otherwise the named one."""

from datetime import date
from uuid import UUID

import pytest

from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.delivery import (
    Coverage,
    Delivery,
    DeliveryAmbiguous,
    DeliveryNotCovered,
    named_delivery,
    proposed_delivery,
)
from tests.unit.programs.examples import authorisation

REGENCY, OFFICE, HEALTH_CENTRE, OTHER = (UUID(int=number) for number in (81, 82, 83, 84))
OF_THE_HEALTH_CENTRE = {HEALTH_CENTRE: 0, OFFICE: 1, REGENCY: 2}


def coverage(item: int, *agencies: UUID, principal: UUID = REGENCY) -> Coverage:
    organisations = tuple(Organisation(agency, "Contoh") for agency in agencies)
    return Coverage(authorisation(item, agencies=organisations), frozenset({principal}))


def items(*coverages: Coverage, of: dict[UUID, int]) -> list[int]:
    return [each.scope_item_id.int for each in proposed_delivery(coverages, [of])]


def test_a_session_counts_for_the_item_of_the_instructors_organisation() -> None:
    assert items(coverage(31), coverage(32, principal=OTHER), of={OTHER: 0}) == [32]


def test_otherwise_for_the_item_of_the_nearest_organisation_above() -> None:
    regency, office = coverage(31), coverage(32, OFFICE)
    assert items(regency, office, of=OF_THE_HEALTH_CENTRE) == [32]
    assert items(regency, of=OF_THE_HEALTH_CENTRE) == [31]


def test_an_item_of_another_agency_is_no_promise_of_those_beside_it() -> None:
    assert items(coverage(31, OFFICE), of={OTHER: 0, REGENCY: 1}) == []
    assert items(coverage(31, OFFICE), of={REGENCY: 0}) == [31]


def test_a_session_of_a_stranger_is_an_activity_of_the_facility() -> None:
    assert items(coverage(31), coverage(32, OFFICE), of={OTHER: 0}) == []
    assert proposed_delivery([coverage(31)], []) == ()


def test_with_several_items_one_must_choose() -> None:
    with pytest.raises(DeliveryAmbiguous) as refused:
        items(coverage(31, OFFICE), coverage(32, OFFICE), coverage(33), of=OF_THE_HEALTH_CENTRE)
    choices = refused.value.members()["choices"]
    assert [UUID(each["scope_item_id"]).int for each in choices] == [31, 32]


def test_instructors_of_two_partners_need_a_choice() -> None:
    with pytest.raises(DeliveryAmbiguous):
        proposed_delivery([coverage(31), coverage(32, principal=OTHER)], [{REGENCY: 0}, {OTHER: 0}])


def test_only_items_that_cover_the_program_can_be_named() -> None:
    covered_by = (authorisation(31), authorisation(32))
    assert named_delivery(covered_by, (), [UUID(int=32)], date(2026, 3, 9)) == Delivery((covered_by[1],))
    assert named_delivery(covered_by, (), [], date(2026, 3, 9)) == Delivery()
    with pytest.raises(DeliveryNotCovered):
        named_delivery(covered_by, (), [UUID(int=33)], date(2026, 3, 9))
