"""The closed lists of the field that services and events have in common, by the glossary's terms."""

from typing import Literal

Pillar = Literal["personality", "independence", "reintegration"]
"""The pillars of coaching: kepribadian, kemandirian, reintegrasi; PP 31/1999 art. 2-3."""

Instrument = Literal["synergy_memorandum", "memorandum_of_understanding", "joint_agreement", "cooperation_agreement"]
"""Nota kesepakatan, MoU, kesepakatan bersama, PKS."""

SignatureMethod = Literal["wet_ink", "bsre", "other_psre"]
"""Ink on paper, or an electronic signature of the state's certifier or of another one."""

Side = Literal["partner", "region", "directorate"]
"""Who reviews a draft."""

MeetingKind = Literal["coordination", "evaluation", "renewal_planning"]

Severity = Literal["information", "action", "critical"]
"""How much a notice matters: to know, to act on, to act on at once."""
