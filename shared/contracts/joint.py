"""The part of a negotiation that the own system of a partner may read: its agreements and joint matters only.

What only our own units have to know is left out: their reviews of each other, reminders, and internal meetings.
"""

from collections.abc import Iterable, Mapping

from shared.contracts import meetings, negotiation
from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event

NEGOTIATION = AGREEMENTS_INTERNAL
"""The only internal topic that a subscriber can be granted."""
PARTY_PATHS = ('$.parties[*] ? (@.role == "principal").unit.id', "$.units[*].id")
"""Paths to the units that negotiate: the principals of an agreement, and the units of a meeting."""
_ALWAYS = "$"
_ITS_REVIEW = '$ ? (@.side == "partner" || @.sides[*] == "partner")'
_ITS_MEETING = '$ ? (@.visibility == "joint" && @.about[*].kind == "agreement")'

JOINT: Mapping[type[Event], str] = {
    negotiation.AgreementDrafted: _ALWAYS,
    negotiation.AgreementSubmittedForReview: _ITS_REVIEW,
    negotiation.AgreementRevisionRequested: _ITS_REVIEW,
    negotiation.VerdictsKept: _ITS_REVIEW,
    negotiation.AgreementValidated: _ALWAYS,
    negotiation.AgreementReopened: _ALWAYS,
    negotiation.AddendumSubmitted: _ITS_REVIEW,
    negotiation.AddendumReturned: _ITS_REVIEW,
    negotiation.AddendumValidated: _ALWAYS,
    negotiation.SigningPlanned: _ALWAYS,
    negotiation.SignatureRecorded: _ALWAYS,
    negotiation.SignatureVoided: _ALWAYS,
    negotiation.AgreementWithdrawn: _ALWAYS,
    negotiation.AgreementDeclined: _ALWAYS,
    negotiation.AgreementLapsed: _ALWAYS,
    negotiation.AgreementCancelled: _ALWAYS,
    meetings.MeetingCalled: _ITS_MEETING,
    meetings.MeetingHeld: _ITS_MEETING,
    meetings.MeetingCorrected: _ITS_MEETING,
    meetings.MeetingRetracted: _ITS_MEETING,
}
"""Each event with an SQL/JSON path that finds something in its data if the partner may read it."""


def may_be_granted(topic: str, *, to_partner: bool) -> bool:
    """Whether a subscriber may read a topic, named without the instance: a public one, or a partner's negotiation."""
    return ".internal." not in topic or (to_partner and topic == NEGOTIATION)


def granted_topics(topics: Iterable[str], *, to_partner: bool) -> frozenset[str]:
    """Those of a subscriber's topics that it may be granted: a wrong edit of its row opens no internal one."""
    return frozenset(topic for topic in topics if may_be_granted(topic, to_partner=to_partner))
