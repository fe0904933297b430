"""Desks: their keys, their units and their holders."""

from uuid import uuid4

import pytest

from services.notifications.directory.model import Desk, desks_of
from shared.values.capabilities import NATION, Capability, Capacity, Grant

FACILITY, PARTNER = uuid4(), uuid4()
DESKS = {
    f"facility:{FACILITY}:cooperation_officer": Desk(Capability.COOPERATION_OFFICER, "facility", str(FACILITY)),
    "region:JATENG:reviewer": Desk(Capability.REVIEWER, "region", "JATENG"),
    "nation:cooperation_officer": Desk(Capability.COOPERATION_OFFICER, "nation"),
    f"partner:{PARTNER}:partner_contact": Desk(Capability.PARTNER_CONTACT, "partner", str(PARTNER)),
}


@pytest.mark.parametrize(("key", "desk"), DESKS.items())
def test_a_desk_is_parsed_from_its_key(key: str, desk: Desk) -> None:
    assert str(desk) == key
    assert Desk.parse(key) == desk


@pytest.mark.parametrize("key", ["", "nation", "nation:king", "village:X:officer", "facility:officer", "a:b:c:d"])
def test_a_broken_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        Desk.parse(key)


def test_the_scope_of_a_desk_is_its_unit() -> None:
    facility, region, nation, partner = (desk.scope for desk in DESKS.values())
    assert facility.facilities == {FACILITY}
    assert not facility.regions
    assert region.regions == {"JATENG"}
    assert nation == NATION
    assert partner.partners == {PARTNER}


@pytest.mark.parametrize("capacity", ["definitive", "acting", "daily_acting"])
def test_an_acting_holder_has_the_desk(capacity: Capacity) -> None:
    grant = Grant(Capability.HEAD, "facility", str(FACILITY), capacity)
    assert desks_of([grant]) == {Desk(Capability.HEAD, "facility", str(FACILITY))}


@pytest.mark.parametrize("capability", [Capability.OPERATOR, Capability.SYSTEM_SUBSCRIBER])
def test_operators_and_other_systems_have_no_desk(capability: Capability) -> None:
    assert not desks_of([Grant(capability, "nation", "")])
