"""Grants and scopes: which grant covers which scope, and which capability permits."""

from uuid import uuid4

import pytest

from shared.access.actor import Actor, NotPermitted, OutOfScope
from shared.values.capabilities import NATION, Capability, Grant, Scope

FACILITY, PARTNER = uuid4(), uuid4()
SCOPE = Scope(frozenset({FACILITY}), frozenset({"JATENG"}), frozenset({PARTNER}))


@pytest.mark.parametrize(
    ("grant", "covered"),
    [
        (Grant(Capability.COOPERATION_OFFICER, "facility", str(FACILITY)), True),
        (Grant(Capability.COOPERATION_OFFICER, "facility", str(uuid4())), False),
        (Grant(Capability.REVIEWER, "region", "JATENG"), True),
        (Grant(Capability.REVIEWER, "region", "JABAR"), False),
        (Grant(Capability.PARTNER_CONTACT, "partner", str(PARTNER)), True),
        (Grant(Capability.PARTNER_CONTACT, "partner", str(uuid4())), False),
        (Grant(Capability.HEAD, "nation", ""), True),
    ],
)
def test_a_grant_covers_its_own_unit_and_no_other(grant: Grant, covered: bool) -> None:
    assert grant.covers(SCOPE) == covered


def test_only_a_national_grant_covers_the_nation() -> None:
    assert Grant(Capability.OPERATOR, "nation", "").covers(NATION)
    assert not Grant(Capability.COOPERATION_OFFICER, "facility", str(FACILITY)).covers(NATION)


def test_another_capability_does_not_permit() -> None:
    actor = Actor("officer-1", (Grant(Capability.COOPERATION_OFFICER, "facility", str(FACILITY)),))
    with pytest.raises(NotPermitted, match="head"):
        actor.require_capability([Capability.HEAD])


def test_the_right_capability_in_another_unit_does_not_permit() -> None:
    actor = Actor("officer-1", (Grant(Capability.COOPERATION_OFFICER, "facility", str(uuid4())),))
    actor.require_capability([Capability.COOPERATION_OFFICER])
    with pytest.raises(OutOfScope):
        actor.permit([Capability.COOPERATION_OFFICER], SCOPE)


def test_the_contact_of_a_partner_acts_for_everything_under_it() -> None:
    above = Grant(Capability.PARTNER_CONTACT, "partner", str(uuid4()), beneath=frozenset({PARTNER}))
    assert above.covers(SCOPE)
    assert set(Actor("contact-1", (above,)).reach([Capability.PARTNER_CONTACT]).partners) == above.partners


def test_an_account_acts_as_the_first_capability_that_the_use_case_names() -> None:
    officer = Grant(Capability.COOPERATION_OFFICER, "facility", str(FACILITY))
    contact = Grant(Capability.PARTNER_CONTACT, "partner", str(PARTNER))
    actor = Actor("both", (officer, contact))
    assert actor.permit((Capability.PARTNER_CONTACT, Capability.COOPERATION_OFFICER), SCOPE) == actor.used == contact
    assert actor.permit((Capability.COOPERATION_OFFICER, Capability.PARTNER_CONTACT), SCOPE) == actor.used == officer


def test_a_use_case_of_the_system_is_closed_to_every_account() -> None:
    actor = Actor("officer-1", (Grant(Capability.OPERATOR, "nation", ""),))
    with pytest.raises(NotPermitted):
        actor.require_capability([])
    assert Actor.of_system("programs").permit([], NATION) is None
