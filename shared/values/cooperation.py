"""Closed lists of codes that services and events have in common; see docs/glossary.md."""

from typing import Literal

Pillar = Literal["personality", "independence", "reintegration"]
"""The pillars of coaching: kepribadian, kemandirian, reintegrasi; PP 31/1999 art. 2-3."""

Instrument = Literal["synergy_memorandum", "memorandum_of_understanding", "joint_agreement", "cooperation_agreement"]
"""Nota kesepakatan, MoU, kesepakatan bersama, PKS."""

Level = Literal["facility", "regional", "national"]
"""The level of an agreement decides who keeps it: its facilities, their regional office, the directorate general."""

SignatureMethod = Literal["wet_ink", "bsre", "other_psre"]
"""Ink on paper, or an electronic signature certified by the state (BSrE) or by another provider (PSrE)."""

Side = Literal["partner", "region", "directorate"]
"""The side that reviews a draft."""

UnitKind = Literal["ministry", "directorate_general", "regional_office", "facility", "partner"]
"""The kinds of units."""

MeetingKind = Literal[
    "exploration",
    "audience",
    "coordination",
    "draft_discussion",
    "negotiation",
    "evaluation",
    "renewal_planning",
    "monitoring",
]
"""Penjajakan, audiensi, koordinasi, pembahasan draf, perundingan, evaluasi, rencana perpanjangan, pemantauan."""

MeetingSubject = Literal["agreement", "proposal", "visit", "ceremony", "program"]
"""The kinds of things that a meeting may be about."""

Visibility = Literal["joint", "internal"]
"""Whether all who took part may read the minutes, or our own units only."""

Severity = Literal["information", "action", "critical"]
"""The severity of a notice: to know, to act on, to act on immediately."""
