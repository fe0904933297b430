"""Rules: when they apply, whom they tell, and what is told once."""

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


def test_who_is_told_of_a_new_agreement() -> None:
    told = [
        str(desk)
        for rule in shipped_rulebook().rules_for("agreement.signed.v1", an.signed())
        for desk in rule.desks(concerned_by(an.signed()))
    ]
    assert sorted(told) == sorted(
        [
            f"facility:{an.FACILITY.id}:officer",
            f"facility:{an.FACILITY.id}:head",
            "region:JATENG:regional_reviewer",
            f"partner:{an.PARTNER.id}:partner_contact",
            f"partner:{an.ENVIRONMENT_AGENCY.id}:partner_contact",
            f"partner:{an.EDUCATION_AGENCY.id}:partner_contact",
        ]
    )


def keys_of(event: Event) -> set[str]:
    event_id = uuid4()
    rules = shipped_rulebook().rules_for(event.type, event)
    return {rule.business_key(event, event_id, desk) for rule in rules for desk in rule.desks(concerned_by(event))}


@pytest.mark.parametrize("event", [an.signed(), an.extended(), an.program_planned(), an.meeting_held()])
def test_the_same_matter_told_again_under_another_id_is_the_same_notice(event: Event) -> None:
    assert keys_of(event) == keys_of(event)


def test_another_matter_is_another_notice() -> None:
    assert not keys_of(an.signed()) & keys_of(an.signed(agreement_id=uuid4()))


def test_each_round_of_review_is_a_notice_of_its_own() -> None:
    assert not keys_of(an.revision_requested()) & keys_of(an.revision_requested())


def test_the_directorate_is_told_once_of_a_template_that_several_facilities_miss() -> None:
    here, there = keys_of(an.template_missing()), keys_of(an.template_missing(facility=an.EASTERN))
    assert [key.rsplit("|", 1)[1] for key in here & there] == ["nation:directorate"]
