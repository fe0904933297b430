"""Rules: when they apply, which desks they notify, and which events bring only one notice."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import Event
from tests.unit.notifications import examples as an


def rules_of(event: Event) -> list[str]:
    return [rule.name for rule in shipped_rulebook().rules_for(event.type, event)]


@pytest.mark.parametrize(
    ("event", "rules"),
    [
        (an.drafted(), ["agreement_drafted"]),
        (an.drafted(predecessor_id=an.some_id(20)), ["extension_drafted"]),
        (an.submitted(sides=("region",)), ["review_by_region"]),
        (an.submitted(sides=("partner", "region")), ["review_by_region", "review_by_partner"]),
        (an.submitted(sides=("directorate",)), ["review_by_directorate"]),
        (an.signature_recorded(outstanding=0), []),
        (an.signed(), ["agreement_signed", "agency_named"]),
        (an.signed(predecessor_id=an.some_id(20)), ["agency_of_extension"]),
        (an.superseded(), ["agreement_superseded"]),
        (an.superseded(gap_days=3), ["agreement_superseded_late"]),
        (an.meeting_held(uncovered_fields=()), ["meeting_held"]),
        (an.meeting_held(), ["practised_but_uncovered"]),
    ],
)
def test_conditions_choose_the_rules(event: Event, rules: list[str]) -> None:
    assert rules_of(event) == rules


def test_the_desks_that_are_notified_of_a_new_agreement() -> None:
    notified = [
        str(desk)
        for rule in shipped_rulebook().rules_for("agreement.signed.v1", an.signed())
        for desk in rule.desks(concerned_by(an.signed()))
    ]
    assert sorted(notified) == sorted(
        [
            f"facility:{an.FACILITY.id}:officer",
            f"facility:{an.FACILITY.id}:head",
            "region:JATENG:regional_reviewer",
            f"partner:{an.PARTNER.id}:partner_contact",
            f"partner:{an.ENVIRONMENT_AGENCY.id}:partner_contact",
            f"partner:{an.EDUCATION_AGENCY.id}:partner_contact",
        ]
    )


def desks_of(event: Event) -> set[str]:
    rules = shipped_rulebook().rules_for(event.type, event)
    return {str(desk) for rule in rules for desk in rule.desks(concerned_by(event))}


def test_a_national_draft_that_is_returned_goes_to_the_directorate_general_only() -> None:
    returned = an.revision_requested(level="national", facilities=(an.FACILITY, an.EASTERN))
    assert desks_of(returned) == {"nation:directorate"}


def test_the_directorate_general_is_notified_of_a_national_agreement_and_of_no_other() -> None:
    assert "nation:directorate" in desks_of(an.signed(level="national"))
    assert "nation:directorate" not in desks_of(an.signed())
    assert "nation:directorate" not in desks_of(an.signed(level="regional"))


@pytest.mark.parametrize("level", ["facility", "regional", "national"])
@pytest.mark.parametrize("make", [an.drafted, an.extension_drafted, an.withdrawn_before_review])
def test_a_partner_is_not_notified_before_a_draft_is_submitted_to_it(make: Callable[..., Event], level: str) -> None:
    assert not {desk for desk in desks_of(make(level=level)) if desk.startswith("partner:")}


def test_a_partner_to_which_a_draft_was_submitted_is_notified_of_the_withdrawal() -> None:
    assert f"partner:{an.PARTNER.id}:partner_contact" in desks_of(an.withdrawn(sides=("partner",)))


def keys_of(event: Event) -> set[str]:
    event_id = uuid4()
    rules = shipped_rulebook().rules_for(event.type, event)
    return {
        "|".join((rule.name, rule.business_key(event, event_id), str(desk)))
        for rule in rules
        for desk in rule.desks(concerned_by(event))
    }


@pytest.mark.parametrize(
    "event", [an.signed(), an.extended(), an.program_planned(), an.meeting_held(), an.signature_recorded()]
)
def test_two_events_about_the_same_matter_open_it_once(event: Event) -> None:
    assert keys_of(event) == keys_of(event)


def test_another_agreement_is_another_matter() -> None:
    assert not keys_of(an.signed()) & keys_of(an.signed(agreement_id=uuid4()))


def test_the_signatures_of_all_parties_are_one_matter() -> None:
    assert keys_of(an.signature_recorded()) == keys_of(an.signature_recorded(party_id=an.PARTNER.id, outstanding=9))


def test_the_directorate_general_gets_one_notice_of_a_template_that_several_facilities_need() -> None:
    here, there = keys_of(an.template_missing()), keys_of(an.template_missing(facility=an.EASTERN))
    assert [key.rsplit("|", 1)[1] for key in here & there] == ["nation:directorate"]


def closed_by(event: Event) -> set[str]:
    return {rule.name for rule in shipped_rulebook().rules if rule.keys_closed_by(event.type, event)}


@pytest.mark.parametrize(
    ("event", "rules"),
    [
        (an.withdrawn(), {"review_by_region", "review_by_partner", "revision_requested", "signatures_outstanding"}),
        (an.revision_requested(), {"review_by_region", "review_by_partner", "review_by_directorate"}),
        (an.validated(), {"review_by_region", "review_by_partner", "review_by_directorate"}),
        (an.submitted(), {"agreement_drafted", "revision_requested"}),
        (an.signed(), {"agreement_validated", "signatures_outstanding"}),
        (an.signature_recorded(), {"agreement_validated"}),
        (an.signature_recorded(outstanding=0), {"agreement_validated", "signatures_outstanding"}),
        (an.scope_extended(), {"practised_but_uncovered"}),
        (an.program_opened(), {"program_planned"}),
        (an.program_planned(), {"template_missing", "program_awaits_template"}),
    ],
)
def test_an_event_closes_what_it_makes_void(event: Event, rules: set[str]) -> None:
    assert rules <= closed_by(event)


def test_a_signature_does_not_close_what_others_still_have_to_sign() -> None:
    assert "signatures_outstanding" not in closed_by(an.signature_recorded())


def test_a_scope_without_a_meeting_closes_no_meeting() -> None:
    assert "practised_but_uncovered" not in closed_by(an.scope_extended(meeting_id=None, reason="mendesak"))


def test_a_program_closes_the_missing_template_of_each_item_that_it_carries_out() -> None:
    other = an.AUTHORISATION.model_copy(update={"scope_item_id": an.some_id(35)})
    planned = an.program_planned(authorisations=(an.AUTHORISATION, other))
    (missing,) = [rule for rule in shipped_rulebook().rules if rule.name == "template_missing"]
    assert missing.keys_closed_by(planned.type, planned) == {str(an.some_id(31)), str(an.some_id(35))}
