"""Desks: their text form, their place, and who sits at them."""

from uuid import uuid4

import pytest

from services.notifications.directory.model import Desk, desks_of
from shared.values.capabilities import NATION, Capability, Grant

FACILITY, PARTNER = uuid4(), uuid4()
DESKS = {
    f"facility:{FACILITY}:officer": Desk(Capability.OFFICER, "facility", str(FACILITY)),
    "region:JATENG:regional_reviewer": Desk(Capability.REGIONAL_REVIEWER, "region", "JATENG"),
    "nation:directorate": Desk(Capability.DIRECTORATE, "nation"),
    f"partner:{PARTNER}:partner_contact": Desk(Capability.PARTNER_CONTACT, "partner", str(PARTNER)),
}


@pytest.mark.parametrize(("text", "desk"), DESKS.items())
def test_a_desk_is_written_and_read_back(text: str, desk: Desk) -> None:
    assert str(desk) == text
    assert Desk.parse(text) == desk


@pytest.mark.parametrize("text", ["", "nation", "nation:king", "village:X:officer", "facility:officer", "a:b:c:d"])
def test_what_is_no_desk_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        Desk.parse(text)


def test_a_desk_stands_in_its_unit_and_nowhere_else() -> None:
    facility, region, nation, partner = (desk.scope for desk in DESKS.values())
    assert facility.facilities == {FACILITY}
    assert not facility.regions
    assert region.regions == {"JATENG"}
    assert nation == NATION
    assert partner.partners == {PARTNER}


@pytest.mark.parametrize("capacity", ["definitive", "acting", "daily_acting"])
def test_whoever_acts_for_the_holder_sits_at_the_desk(capacity: str) -> None:
    grant = Grant(Capability.HEAD, "facility", str(FACILITY), capacity)  # type: ignore[arg-type]
    assert desks_of([grant]) == {Desk(Capability.HEAD, "facility", str(FACILITY))}


@pytest.mark.parametrize("capability", [Capability.OPERATOR, Capability.SYSTEM_SUBSCRIBER])
def test_operators_and_other_systems_have_no_desk(capability: Capability) -> None:
    assert not desks_of([Grant(capability, "nation", "")])
