"""The kinds of papers, and which kind an agreement is written as."""

from collections.abc import Mapping
from typing import Literal

from shared.values.cooperation import Instrument

TextKind = Literal[
    "synergy_memorandum",
    "cooperation_agreement",
    "addendum",
    "amendment",
    "minutes",
    "meeting_letter",
    "cover_letter",
    "ceremony_list",
    "ceremony_record",
]
"""Agreements by their instrument, addenda to agreements in force, minutes, letters, and the papers of ceremonies."""
AgreementKind = Literal["synergy_memorandum", "cooperation_agreement", "addendum"]

_AS: Mapping[Instrument, AgreementKind] = {
    "synergy_memorandum": "synergy_memorandum",
    "memorandum_of_understanding": "synergy_memorandum",
    "joint_agreement": "synergy_memorandum",
    "addendum": "addendum",
}


def kind_of(instrument: Instrument) -> AgreementKind:
    """The template of an instrument: the one of its nearest kin, under the name of its own."""
    return _AS.get(instrument, "cooperation_agreement")
