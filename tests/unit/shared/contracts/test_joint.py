"""What the own system of a partner may read of a negotiation is listed, and the rest is withheld."""

from shared.contracts.event import REGISTERED
from shared.contracts.joint import JOINT, NEGOTIATION, may_be_granted
from shared.contracts.topics import TOPICS, is_public

WITHHELD = {
    # Reminders and decisions of our own units.
    *("agreement.review_unanswered.v1", "agreement.signing_overdue.v1", "agreement.expiring.v1"),
    "agreement.not_extended.v1",
}


def test_every_event_of_a_negotiation_is_joint_or_withheld() -> None:
    about = {
        name
        for name, event in REGISTERED.items()
        if event.__module__ == "shared.contracts.negotiation" and event.topic == NEGOTIATION
    }
    assert about - {event.type for event in JOINT} == WITHHELD


def test_every_joint_event_is_on_the_topic_and_names_who_negotiates() -> None:
    for event in JOINT:
        assert event.topic == NEGOTIATION
        assert {"parties", "units"} & event.model_fields.keys()


def test_a_condition_names_fields_of_the_event() -> None:
    for event, path in JOINT.items():
        named = {"side", "sides", "visibility", "about"} & event.model_fields.keys()
        assert path == "$" or any(f"@.{name}" in path for name in named), event.type


def test_of_the_internal_topics_only_that_of_the_negotiation_is_granted_and_to_a_partner_only() -> None:
    assert {name for name in TOPICS if may_be_granted(name, to_partner=False)} == set(filter(is_public, TOPICS))
    assert {name for name in TOPICS if may_be_granted(name, to_partner=True)} == {
        NEGOTIATION,
        *filter(is_public, TOPICS),
    }
