"""Rules: when they apply, which desks they notify, and which events bring only one notice."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import Event
from shared.contracts.parts import InForce
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
        (an.submitted(sides=("directorate_general",)), ["review_by_directorate"]),
        (an.signature_recorded(outstanding=0), []),
        (an.signed(), ["agreement_signed", "agency_named"]),
        (an.signed(predecessor_id=an.some_id(20)), ["extension_runs_here", "agency_of_extension"]),
        (an.submitted(sides=("facility",)), ["review_by_facility"]),
        (an.signing_planned(), ["signing_planned"]),
        (an.signing_planned(planned_on=None), ["signing_given_up"]),
        (an.expired(), ["agreement_expired"]),
        (an.expired(final=True), ["agreement_expired_finally"]),
        (an.authorisation_ended(), ["authorisation_ended"]),
        (an.authorisation_ended(covered_by=(an.AUTHORISATION,)), ["one_authorisation_ended"]),
        (an.superseded(), ["agreement_superseded"]),
        (an.superseded(gap_days=3), ["agreement_superseded_late"]),
        (an.document_recorded(), ["paper_to_check"]),
        (an.document_recorded(kind="letter"), []),
        (an.document_checked(), ["paper_returned"]),
        (an.document_checked(verdict="matches", faults=()), []),
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
            f"facility:{an.FACILITY.id}:cooperation_officer",
            f"facility:{an.FACILITY.id}:head",
            "region:JATENG:reviewer",
            f"partner:{an.PARTNER.id}:partner_contact",
            f"partner:{an.ENVIRONMENT_AGENCY.id}:partner_contact",
            f"partner:{an.EDUCATION_AGENCY.id}:partner_contact",
        ]
    )


def desks_of(event: Event) -> set[str]:
    rules = shipped_rulebook().rules_for(event.type, event)
    return {str(desk) for rule in rules for desk in rule.desks(concerned_by(event))}


def test_a_national_draft_that_is_returned_goes_to_the_directorate_general_only() -> None:
    parties = an.parties(an.DIRECTORATE_GENERAL, an.FACILITY, an.EASTERN, an.PARTNER)
    returned = an.revision_requested(parties=parties, **an.KEEPERS["national"])
    assert desks_of(returned) == {"nation:cooperation_officer"}


def test_the_directorate_general_is_notified_of_a_national_agreement_and_of_no_other() -> None:
    assert "nation:cooperation_officer" in desks_of(an.signed(**an.KEEPERS["national"]))
    assert "nation:cooperation_officer" not in desks_of(an.signed())
    assert "nation:cooperation_officer" not in desks_of(an.signed(**an.KEEPERS["regional"]))


@pytest.mark.parametrize("level", ["facility", "regional", "national"])
@pytest.mark.parametrize("make", [an.drafted, an.extension_drafted, an.withdrawn_before_review])
def test_a_partner_is_not_notified_before_a_draft_is_submitted_to_it(make: Callable[..., Event], level: str) -> None:
    assert not {desk for desk in desks_of(make(**an.KEEPERS[level])) if desk.startswith("partner:")}


def test_a_partner_to_which_a_draft_was_submitted_is_notified_of_the_withdrawal() -> None:
    assert f"partner:{an.PARTNER.id}:partner_contact" in desks_of(an.withdrawn(sides=("partner",)))


KEEPERS = {
    "facility": f"facility:{an.FACILITY.id}:cooperation_officer",
    "regional": "region:JATENG:reviewer",
    "national": "nation:cooperation_officer",
}


@pytest.mark.parametrize("level", KEEPERS)
@pytest.mark.parametrize(
    "make", [an.declined, an.lapsed, an.cancelled, an.expired, an.terminated, an.entered_into_force]
)
def test_keeper_principals_and_region_are_notified_of_an_end(make: Callable[..., Event], level: str) -> None:
    notified = desks_of(make(**an.KEEPERS[level]))
    parties = {f"facility:{an.FACILITY.id}:{role}" for role in ("cooperation_officer", "head")}
    assert notified == {
        *parties,
        KEEPERS[level],
        "region:JATENG:reviewer",
        f"partner:{an.PARTNER.id}:partner_contact",
    }


def test_only_the_reviewing_units_are_asked_for_a_review() -> None:
    parties = an.parties(an.FACILITY, an.EASTERN, an.PARTNER)
    asked = desks_of(an.submitted(sides=("region", "facility"), parties=parties))
    assert asked == {
        "region:JATENG:reviewer",
        f"facility:{an.EASTERN.id}:cooperation_officer",
        f"facility:{an.EASTERN.id}:head",
    }


def test_acknowledging_parties_and_witnesses_are_not_notified() -> None:
    parties = (
        *an.parties(an.FACILITY, an.PARTNER),
        an.party(an.EASTERN, "acknowledging"),
        an.party(an.OFFICE, "witness"),
    )
    assert desks_of(an.signed(parties=parties)) == desks_of(an.signed())


def test_facilities_that_only_carry_it_out_are_notified_with_their_region_when_all_have_signed() -> None:
    national = {"parties": an.parties(an.DIRECTORATE_GENERAL, an.PARTNER), **an.KEEPERS["national"]}
    runs_at = (an.FACILITY, an.EASTERN)
    there = {
        f"facility:{an.EASTERN.id}:cooperation_officer",
        f"facility:{an.EASTERN.id}:head",
        "region:PAPUA:reviewer",
        "region:JATENG:reviewer",
    }
    service = an.SPORT.model_copy(update={"delivery": "service"})
    kept = an.SPORT.model_copy(update={"continues": (an.some_id(30),)})
    assert there < desks_of(an.signed(runs_at=runs_at, scope_items=(service,), **national))
    extension: dict[str, Any] = {"predecessor_id": an.some_id(20), "scope_items": (kept,)}
    assert there < desks_of(an.signed(runs_at=runs_at, **extension, **national))
    assert not there & desks_of(an.expired(**national))


def test_facilities_that_are_asked_are_notified_of_the_offer_and_not_of_the_signing() -> None:
    national = {"parties": an.parties(an.DIRECTORATE_GENERAL, an.PARTNER), **an.KEEPERS["national"]}
    of_signing = desks_of(an.signed(runs_at=(an.FACILITY, an.EASTERN), **national))
    assert {desk for desk in of_signing if desk.startswith(("facility", "region"))} == {
        "region:PAPUA:reviewer",
        "region:JATENG:reviewer",
    }
    assert matters_of(an.offer_made()) == {
        (str(offer.offer_id), f"facility:{offer.facility.id}:{role}")
        for offer in an.OFFERS
        for role in ("cooperation_officer", "head")
    }


def test_the_office_of_a_facility_is_asked_about_its_overdue_offer() -> None:
    assert matters_of(an.offer_overdue()) == {
        (str(an.OFFERS[0].offer_id), "region:JATENG:reviewer"),
        (str(an.OFFERS[1].offer_id), "region:PAPUA:reviewer"),
    }


def matters_of(event: Event) -> set[tuple[str, str]]:
    return {
        (rule.business_key(about, an.some_id(1)), str(desk))
        for rule in shipped_rulebook().rules_for(event.type, event)
        for about, concerned in rule.occasions(event, concerned_by(event))
        for desk in rule.desks(concerned)
    }


@pytest.mark.parametrize("name", ["offer_made", "offer_overdue"])
def test_an_offer_is_closed_by_its_last_answer_or_with_the_agreement(name: str) -> None:
    (rule,) = (each for each in shipped_rulebook().rules if each.name == name)
    first, second = (str(offer.offer_id) for offer in an.OFFERS)

    def closed_by(event: Event) -> set[str]:
        return rule.keys_closed_by(event.type, event)

    assert closed_by(an.offer_accepted(open_items=1)) == set()
    assert closed_by(an.offer_accepted()) == closed_by(an.offer_declined()) == {first}
    assert closed_by(an.offer_closed()) == {first, second}


@pytest.mark.parametrize(
    ("first", "last", "ended", "applies"),
    [
        (date(2024, 5, 2), date(2027, 5, 1), None, True),
        (date(2024, 5, 2), None, None, True),
        (date(2024, 5, 2), date(2026, 2, 10), None, True),
        (date(2024, 5, 2), date(2026, 2, 9), None, False),
        (date(2026, 2, 11), None, None, False),
        (date(2024, 5, 2), date(2027, 5, 1), date(2025, 1, 1), False),
    ],
)
def test_what_is_registered_is_a_notice_only_if_it_is_in_force(
    first: date, last: date | None, ended: date | None, *, applies: bool
) -> None:
    event = an.registered(in_force=InForce(in_force_from=first, in_force_until=last), ended_on=ended)
    (rule,) = shipped_rulebook().rules_for(event.type, event)
    assert rule.applies_on(date(2026, 2, 10), event) is applies


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
    assert [key.rsplit("|", 1)[1] for key in here & there] == ["nation:cooperation_officer"]


def closed_by(event: Event) -> set[str]:
    return {rule.name for rule in shipped_rulebook().rules if rule.keys_closed_by(event.type, event)}


NEGOTIATION = {
    *("agreement_drafted", "extension_drafted", "agreement_validated", "agreement_reopened", "signing_planned"),
    *("review_by_region", "review_by_partner", "review_by_facility", "review_by_directorate", "revision_requested"),
    *("signing_given_up", "signatures_outstanding", "signature_voided"),
}
IN_FORCE = {
    *("agreement_signed", "extension_runs_here", "agreement_registered", "agreement_extended", "scope_extended"),
    *("agency_named", "agency_of_extension", "agency_added", "agreement_in_force", "first_activity"),
}


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
        (an.reopened(), {"agreement_validated", "signing_planned", "review_by_region"}),
        (an.signing_planned(planned_on=None), {"signing_planned"}),
        (an.minutes_corrected(removed_action_items=(an.some_id(52),)), {"action_item_overdue"}),
        (an.minutes_corrected(uncovered_fields=()), {"practised_but_uncovered"}),
        (an.signing_planned(), {"signing_given_up"}),
        (an.signature_recorded(), {"signing_planned", "signature_voided"}),
        (an.signature_voided(), {"signatures_outstanding"}),
        *((make(), NEGOTIATION) for make in (an.signed, an.withdrawn, an.declined, an.lapsed, an.cancelled)),
        *((make(), IN_FORCE) for make in (an.superseded, an.expired, an.terminated)),
        (an.expired(final=True), {"agreement_expired"}),
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
    assert "practised_but_uncovered" not in closed_by(an.scope_extended(additions=(an.addition(an.SPORT),)))


def test_a_program_closes_the_missing_template_of_each_item_that_it_carries_out() -> None:
    other = an.AUTHORISATION.model_copy(update={"scope_item_id": an.some_id(35)})
    planned = an.program_planned(covered_by=(an.AUTHORISATION, other))
    (missing,) = [rule for rule in shipped_rulebook().rules if rule.name == "template_missing"]
    assert missing.keys_closed_by(planned.type, planned) == {str(an.some_id(31)), str(an.some_id(35))}


def test_an_expired_agreement_is_no_longer_a_matter_once_its_extension_is_signed() -> None:
    extension = an.signed(agreement_id=an.some_id(22), predecessor_id=an.some_id(21))
    (expired,) = [rule for rule in shipped_rulebook().rules if rule.name == "agreement_expired"]
    assert expired.keys_closed_by(extension.type, extension) == {str(an.some_id(21))}
    assert expired.business_key(an.expired(), uuid4()) == str(an.some_id(21))
