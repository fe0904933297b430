"""Kinds of waiting cases have both languages, and the due day of their notice."""

from itertools import chain

import pytest

from services.agreements.waiting.model import KINDS as AGREEMENTS
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.waiting.model import KINDS as NOTIFICATIONS
from services.programs.waiting.model import KINDS as PROGRAMS
from shared.values.desks import HOLDERS
from shared.values.texts import Text
from shared.values.waiting import WaitingKind

TOLD_BY = {
    "revision_requested": "revision_requested",
    "review_by_region": "review_by_region",
    "review_by_directorate_general": "review_by_directorate",
    "review_by_partner": "review_by_partner",
    "partner_letter": "review_by_partner",
    "to_be_signed": "agreement_validated",
    "own_signature": "agreement_validated",
    "signatures_outstanding": "signatures_outstanding",
    "paper_to_check": "paper_to_check",
    "proposal_to_answer": "proposal_made",
    "proposal_letter": "proposal_made",
    "to_be_opened": "program_planned",
    "template_missing": "template_missing",
}
"""Kinds that also have a notice, and the rule of that notice."""

KINDS = {**AGREEMENTS, **PROGRAMS, **NOTIFICATIONS}


def test_no_two_services_use_the_same_name() -> None:
    assert len(KINDS) == len(list(chain(AGREEMENTS, PROGRAMS, NOTIFICATIONS)))


@pytest.mark.parametrize(("kind", "rule"), TOLD_BY.items())
def test_a_case_is_due_on_the_day_of_its_notice(kind: str, rule: str) -> None:
    (told,) = [each for each in shipped_rulebook().rules if each.name == rule]
    assert KINDS[kind].days == told.useful_days


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_every_kind_is_named_in_both_languages_and_leads_somewhere(name: str, kind: WaitingKind) -> None:
    assert kind.label.id != kind.label.en, name
    # A notice brings its subject in both languages.
    assert kind.title.id != kind.title.en or kind.title == Text("{subject}", "{subject}"), name
    words = {
        "document": "y",
        "addendum": "z",
        "evaluation": "e",
        "facility_id": "f",
        "month_code": "2026-03",
        "number": 7,
    }
    assert kind.link.format(about="x", **words).startswith("/"), name


def test_only_what_can_be_held_has_holders() -> None:
    from shared.values.capability_table import capability_table

    assert all(
        scope in capability_table()[capability].levels for scope, holders in HOLDERS.items() for capability in holders
    )
