"""Grants and scopes: what covers what, and that a use case asks before it runs."""

from datetime import date
from uuid import uuid4

import pytest

from shared.access.actor import Actor, NotPermitted, OutOfScope
from shared.values.capabilities import NATION, Capability, Grant, Scope
from shared.values.terms import Term

FACILITY, PARTNER = uuid4(), uuid4()
PLACE = Scope(frozenset({FACILITY}), frozenset({"JATENG"}), frozenset({PARTNER}))


@pytest.mark.parametrize(
    ("grant", "covered"),
    [
        (Grant(Capability.OFFICER, "facility", str(FACILITY)), True),
        (Grant(Capability.OFFICER, "facility", str(uuid4())), False),
        (Grant(Capability.REGIONAL_REVIEWER, "region", "JATENG"), True),
        (Grant(Capability.REGIONAL_REVIEWER, "region", "JABAR"), False),
        (Grant(Capability.PARTNER_CONTACT, "partner", str(PARTNER)), True),
        (Grant(Capability.PARTNER_CONTACT, "partner", str(uuid4())), False),
        (Grant(Capability.DIRECTORATE, "nation", ""), True),
    ],
)
def test_a_grant_covers_its_own_place_and_no_other(grant: Grant, covered: bool) -> None:
    assert grant.covers(PLACE) == covered


def test_what_concerns_the_nation_is_covered_by_a_national_grant_only() -> None:
    assert Grant(Capability.OPERATOR, "nation", "").covers(NATION)
    assert not Grant(Capability.OFFICER, "facility", str(FACILITY)).covers(NATION)


def test_another_capability_does_not_permit() -> None:
    actor = Actor("somebody", (Grant(Capability.OFFICER, "facility", str(FACILITY)),))
    with pytest.raises(NotPermitted, match="directorate"):
        actor.require_capability([Capability.DIRECTORATE])


def test_the_right_capability_elsewhere_does_not_permit() -> None:
    actor = Actor("somebody", (Grant(Capability.OFFICER, "facility", str(uuid4())),))
    actor.require_capability([Capability.OFFICER])
    with pytest.raises(OutOfScope):
        actor.permit([Capability.OFFICER], PLACE)


def test_what_only_the_system_may_do_no_account_may() -> None:
    actor = Actor("somebody", (Grant(Capability.OPERATOR, "nation", ""),))
    with pytest.raises(NotPermitted):
        actor.require_capability([])
    assert Actor.of_system("programs").permit([], NATION) is None


def test_a_term_holds_on_its_first_and_its_last_day() -> None:
    term = Term(effective_from=date(2026, 3, 1), effective_until=date(2029, 2, 28))
    assert [term.holds_on(day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2029, 2, 28))] == [
        False,
        True,
        True,
    ]


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        Term(effective_from=date(2026, 3, 1), effective_until=date(2026, 2, 28))
