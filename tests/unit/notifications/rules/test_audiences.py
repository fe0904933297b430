"""Audiences: the units that an event concerns, and their desks."""

from datetime import date

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.model.audiences import Audience
from shared.contracts.event import Event
from shared.contracts.organisations import PartnerClosed
from shared.contracts.parts import FacilityRef
from shared.values.capabilities import Capability
from tests.unit.notifications import examples as an

ENVIRONMENT_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.ENVIRONMENT_AGENCY.id))
EDUCATION_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.EDUCATION_AGENCY.id))
NATIONAL = an.signed(facilities=(an.FACILITY, an.EASTERN), level="national")


@pytest.mark.parametrize(
    ("event", "audience", "expected"),
    [
        (an.signed(), "facility_officer", [f"facility:{an.FACILITY.id}:officer"]),
        (an.program_opened(), "facility_head", [f"facility:{an.FACILITY.id}:head"]),
        (NATIONAL, "region_reviewer", ["region:JATENG:regional_reviewer", "region:PAPUA:regional_reviewer"]),
        (an.revision_requested(), "keepers", [f"facility:{an.FACILITY.id}:officer"]),
        (an.revision_requested(level="regional"), "keepers", ["region:JATENG:regional_reviewer"]),
        (an.revision_requested(level="national"), "keepers", ["nation:directorate"]),
        (an.drafted(), "keeper_heads", [f"facility:{an.FACILITY.id}:head"]),
        (an.drafted(level="regional"), "keeper_heads", []),
        (an.drafted(level="national"), "keeper_heads", []),
        (an.drafted(), "supervisors", ["region:JATENG:regional_reviewer"]),
        (an.drafted(level="regional"), "supervisors", ["nation:directorate"]),
        (an.drafted(level="national"), "supervisors", []),
        (an.template_missing(), "directorate", ["nation:directorate"]),
        (an.meeting_held(), "partner_contacts", [f"partner:{an.PARTNER.id}:partner_contact"]),
        (an.meeting_held(), "facility_head", [f"facility:{an.FACILITY.id}:head"]),
        (an.meeting_held(units=(an.BY_FACILITY,)), "partner_contacts", []),
        (an.meeting_held(units=(an.BY_OFFICE,)), "region_reviewer", ["region:PAPUA:regional_reviewer"]),
        (an.signed(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.scope_extended(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.program_planned(), "agency_contacts", [str(EDUCATION_DESK)]),
        (an.program_planned(agency=None), "agency_contacts", []),
        (an.extended(), "agency_contacts", []),
    ],
)
def test_an_audience_is_desks_of_the_concerned_units(event: Event, audience: Audience, expected: list[str]) -> None:
    assert sorted(map(str, concerned_by(event).desks(audience))) == sorted(expected)


def test_an_agency_is_shown_its_own_items_only() -> None:
    concerned = concerned_by(an.scope_extended())
    assert [item.field for item in concerned.items_of(EDUCATION_DESK)] == ["package_a", "package_b"]
    assert [item.field for item in concerned.items_of(ENVIRONMENT_DESK)] == ["environment"]


@pytest.mark.parametrize(
    ("desk", "expected"),
    [
        (Desk(Capability.OFFICER, "facility", str(an.EASTERN.id)), an.EASTERN),
        (Desk(Capability.REGIONAL_REVIEWER, "region", "PAPUA"), an.EASTERN),
        (Desk(Capability.DIRECTORATE, "nation"), an.FACILITY),
    ],
)
def test_a_notice_follows_the_calendar_of_the_facility_of_its_desk(desk: Desk, expected: FacilityRef) -> None:
    facility = concerned_by(NATIONAL).facility_for(desk)
    assert facility is not None
    assert (facility.id, facility.zone) == (expected.id, expected.zone)


def test_an_event_may_concern_no_facility() -> None:
    assert concerned_by(an.signed(facilities=())).facility_for(EDUCATION_DESK) is None


def test_an_event_without_rules_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"partner\.closed"):
        concerned_by(PartnerClosed(partner_id=an.some_id(11), version=2, closed_on=date(2026, 1, 26)))
