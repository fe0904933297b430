"""Audiences: whom an event concerns, whatever its type."""

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.model.audiences import Audience
from shared.contracts.agreements import PartnerRegistered
from shared.contracts.event import Event
from shared.contracts.parts import FacilityRef
from shared.values.capabilities import Capability
from tests.unit.notifications import examples as an

ENVIRONMENT_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.ENVIRONMENT_AGENCY.id))
EDUCATION_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.EDUCATION_AGENCY.id))
NATIONAL = an.signed(facilities=(an.FACILITY, an.EASTERN))


@pytest.mark.parametrize(
    ("event", "audience", "told"),
    [
        (an.signed(), "facility_officer", [f"facility:{an.FACILITY.id}:officer"]),
        (an.program_opened(), "facility_head", [f"facility:{an.FACILITY.id}:head"]),
        (NATIONAL, "region_reviewer", ["region:JATENG:regional_reviewer", "region:PAPUA:regional_reviewer"]),
        (an.template_missing(), "directorate", ["nation:directorate"]),
        (an.meeting_held(), "partner_contacts", [f"partner:{an.PARTNER.id}:partner_contact"]),
        (an.signed(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.scope_extended(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.program_planned(), "agency_contacts", [str(EDUCATION_DESK)]),
        (an.program_planned(agency=None), "agency_contacts", []),
        (an.extended(), "agency_contacts", []),
    ],
)
def test_an_audience_is_the_desks_that_the_event_concerns(event: Event, audience: Audience, told: list[str]) -> None:
    assert sorted(map(str, concerned_by(event).desks(audience))) == sorted(told)


def test_an_agency_reads_of_its_own_items_only() -> None:
    concerned = concerned_by(an.scope_extended())
    assert [item.field for item in concerned.items_of(EDUCATION_DESK)] == ["package_a", "package_b"]
    assert [item.field for item in concerned.items_of(ENVIRONMENT_DESK)] == ["environment"]


@pytest.mark.parametrize(
    ("desk", "home"),
    [
        (Desk(Capability.OFFICER, "facility", str(an.EASTERN.id)), an.EASTERN),
        (Desk(Capability.REGIONAL_REVIEWER, "region", "PAPUA"), an.EASTERN),
        (Desk(Capability.DIRECTORATE, "nation"), an.FACILITY),
    ],
)
def test_a_notice_goes_by_the_calendar_of_the_facility_in_view(desk: Desk, home: FacilityRef) -> None:
    unit = concerned_by(NATIONAL).facility_for(desk)
    assert unit is not None
    assert (unit.id, unit.zone) == (home.id, home.zone)


def test_an_event_without_a_facility_has_no_home() -> None:
    assert concerned_by(an.signed(facilities=())).facility_for(EDUCATION_DESK) is None


def test_an_event_without_rules_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"partner\.registered"):
        concerned_by(PartnerRegistered(partner_id=an.some_id(11), name="Yayasan", category="media", parent_id=None))
