"""Audiences: the units that an event concerns, and their desks."""

from datetime import date

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.model.audiences import Audience, Facility
from shared.contracts.event import Event
from shared.contracts.organisations import PartnerClosed
from shared.contracts.parts import FacilityRef
from shared.values.capabilities import Capability
from tests.unit.notifications import examples as an

ENVIRONMENT_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.ENVIRONMENT_AGENCY.id))
EDUCATION_DESK = Desk(Capability.PARTNER_CONTACT, "partner", str(an.EDUCATION_AGENCY.id))
NATIONAL = an.signed(
    runs_at=(an.FACILITY, an.EASTERN),
    parties=an.parties(an.DIRECTORATE_GENERAL, an.FACILITY, an.EASTERN),
    **an.KEEPERS["national"],
)


@pytest.mark.parametrize(
    ("event", "audience", "expected"),
    [
        (an.signed(), "facility_officer", [f"facility:{an.FACILITY.id}:cooperation_officer"]),
        (an.program_opened(), "facility_head", [f"facility:{an.FACILITY.id}:head"]),
        (NATIONAL, "region_reviewer", ["region:JATENG:reviewer", "region:PAPUA:reviewer"]),
        (an.revision_requested(), "keepers", [f"facility:{an.FACILITY.id}:cooperation_officer"]),
        (an.revision_requested(**an.KEEPERS["regional"]), "keepers", ["region:JATENG:reviewer"]),
        (an.revision_requested(**an.KEEPERS["national"]), "keepers", ["nation:cooperation_officer"]),
        (an.drafted(), "keeper_heads", [f"facility:{an.FACILITY.id}:head"]),
        (an.drafted(**an.KEEPERS["regional"]), "keeper_heads", []),
        (an.drafted(**an.KEEPERS["national"]), "keeper_heads", []),
        (an.drafted(), "supervisors", ["region:JATENG:reviewer"]),
        (an.drafted(**an.KEEPERS["regional"]), "supervisors", ["nation:cooperation_officer"]),
        (an.drafted(**an.KEEPERS["national"]), "supervisors", []),
        (an.template_missing(), "directorate", ["nation:cooperation_officer"]),
        (an.meeting_held(), "partner_contacts", [f"partner:{an.PARTNER.id}:partner_contact"]),
        (an.meeting_held(), "facility_head", [f"facility:{an.FACILITY.id}:head"]),
        (an.meeting_held(units=(an.BY_FACILITY,)), "partner_contacts", []),
        (an.meeting_called(), "facility_head", []),
        (an.meeting_called_off(), "partner_contacts", [f"partner:{an.PARTNER.id}:partner_contact"]),
        (an.meeting_held(units=(an.BY_OFFICE,)), "region_reviewer", ["region:PAPUA:reviewer"]),
        (an.signed(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.scope_extended(), "agency_contacts", [str(ENVIRONMENT_DESK), str(EDUCATION_DESK)]),
        (an.program_planned(), "agency_contacts", [str(EDUCATION_DESK)]),
        (an.program_planned(agencies=()), "agency_contacts", []),
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
        (Desk(Capability.COOPERATION_OFFICER, "nation"), 2),
        (Desk(Capability.REVIEWER, "region", "PAPUA"), 1),
        (Desk(Capability.REVIEWER, "region", "BALI"), 0),
        (Desk(Capability.HEAD, "facility", str(an.EASTERN.id)), 0),
        (ENVIRONMENT_DESK, 0),
    ],
)
def test_an_office_of_ours_is_told_how_many_of_its_facilities_carry_an_agreement_out(desk: Desk, expected: int) -> None:
    parties = an.parties(an.DIRECTORATE_GENERAL, an.PARTNER)
    event = an.signed(runs_at=(an.FACILITY, an.EASTERN), parties=parties, **an.KEEPERS["national"])
    assert concerned_by(event).places_of(desk) == expected


@pytest.mark.parametrize(
    ("desk", "expected"),
    [
        (Desk(Capability.COOPERATION_OFFICER, "facility", str(an.EASTERN.id)), an.EASTERN),
        (Desk(Capability.REVIEWER, "region", "PAPUA"), an.EASTERN),
        (Desk(Capability.COOPERATION_OFFICER, "nation"), an.FACILITY),
    ],
)
def test_a_notice_follows_the_calendar_of_the_facility_of_its_desk(desk: Desk, expected: FacilityRef) -> None:
    facility = concerned_by(NATIONAL).facility_for(desk)
    assert facility is not None
    assert (facility.id, facility.zone) == (expected.id, expected.zone)


def test_an_event_may_concern_no_facility() -> None:
    event = an.signed(parties=an.parties(an.OFFICE, an.PARTNER), runs_at=(), **an.KEEPERS["regional"])
    assert concerned_by(event).facility_for(EDUCATION_DESK) is None


def test_an_event_without_rules_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"partner\.closed"):
        concerned_by(PartnerClosed(partner_id=an.some_id(11), version=2, closed_on=date(2026, 1, 26)))


def test_an_item_may_have_several_agencies() -> None:
    both = an.item(35, "health", an.ENVIRONMENT_AGENCY, an.EDUCATION_AGENCY)
    concerned = concerned_by(an.signed(scope_items=(both,)))
    assert concerned.desks("agency_contacts") == {ENVIRONMENT_DESK, EDUCATION_DESK}
    assert [item.field for item in concerned.items_of(EDUCATION_DESK)] == ["health"]


MOVED = {an.FACILITY.id: Facility(an.FACILITY.id, "DIY", "Asia/Jakarta")}


def test_a_facility_that_has_moved_is_known_by_its_new_office() -> None:
    today = concerned_by(an.signed()).with_facilities(MOVED)
    assert [str(desk) for desk in today.desks("region_reviewer")] == ["region:DIY:reviewer"]
    assert [str(desk) for desk in today.desks("supervisors")] == ["region:DIY:reviewer"]


def test_a_review_goes_to_the_office_to_which_the_facility_belongs_today() -> None:
    parties = an.parties(an.FACILITY, an.PARTNER)
    today = concerned_by(an.submitted(sides=("region",), parties=parties)).with_facilities(MOVED)
    assert [str(desk) for desk in today.desks("region_reviewer")] == ["region:DIY:reviewer"]


def test_a_review_stays_with_an_office_that_still_has_another_of_the_facilities() -> None:
    other = an.FACILITY.model_copy(update={"id": an.some_id(5)})
    event = an.submitted(sides=("region",), parties=an.parties(an.FACILITY, other, an.PARTNER))
    offices = sorted(str(desk) for desk in concerned_by(event).with_facilities(MOVED).desks("region_reviewer"))
    assert offices == ["region:DIY:reviewer", "region:JATENG:reviewer"]
