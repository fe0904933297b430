"""Examples of the events that have rules, with made-up units; keyword arguments change their fields."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.agreements import (
    AgreementExtended,
    AgreementSigned,
    AgreementSuperseded,
    FirstActivityRecorded,
    ScopeExtended,
)
from shared.contracts.event import Event
from shared.contracts.meetings import MeetingAbout, MeetingHeld, ReportedDay, UnitRef
from shared.contracts.negotiation import (
    AgreementDrafted,
    AgreementRevisionRequested,
    AgreementSubmittedForReview,
    AgreementValidated,
    AgreementWithdrawn,
    SignatureRecorded,
)
from shared.contracts.parts import Authorisation, FacilityRef, Handover, PartnerRef, ScopeItem
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import AuthorisationAttached, ProgramOpened, ProgramPlanned
from shared.values.terms import Term


def some_id(number: int) -> UUID:
    return UUID(int=number)


FACILITY = FacilityRef(id=some_id(1), name="Lapas Contoh Utara", region="JATENG", zone="Asia/Jakarta")
EASTERN = FacilityRef(id=some_id(2), name="Lapas Contoh Timur", region="PAPUA", zone="Asia/Jayapura")
PARTNER = PartnerRef(id=some_id(11), name="Pemerintah Kabupaten Contoh")
ENVIRONMENT_AGENCY = PartnerRef(id=some_id(12), name="Dinas Lingkungan Hidup Contoh")
EDUCATION_AGENCY = PartnerRef(id=some_id(13), name="Dinas Pendidikan Contoh")
BY_FACILITY = UnitRef(kind="facility", **FACILITY.model_dump())
BY_OFFICE = UnitRef(kind="regional_office", id=some_id(3), name="Kanwil Contoh", region="PAPUA", zone="Asia/Jayapura")
BY_PARTNER = UnitRef(kind="partner", region=None, zone=None, **PARTNER.model_dump())
NO_DAY = ReportedDay(edtf=None, earliest=None, latest=None, certain=False)
TERM = Term(effective_from=date(2026, 3, 1), effective_until=date(2031, 2, 28))
AUTHORISATION = Authorisation(agreement_id=some_id(21), line_id=some_id(21), scope_item_id=some_id(31))


def item(number: int, field: str, agency: PartnerRef | None) -> ScopeItem:
    return ScopeItem(id=some_id(number), field=field, description="contoh", pillar="personality", agency=agency)


ENVIRONMENT = item(31, "environment", ENVIRONMENT_AGENCY)
PACKAGE_A = item(32, "package_a", EDUCATION_AGENCY)
PACKAGE_B = item(33, "package_b", EDUCATION_AGENCY)
SPORT = item(34, "sport", None)

AGREEMENT: dict[str, Any] = {
    "agreement_id": some_id(21),
    "line_id": some_id(20),
    "version": 3,
    "level": "facility",
    "instrument": "synergy_memorandum",
    "title": "Sinergi Pembinaan Contoh",
    "facilities": (FACILITY,),
    "partners": (PARTNER,),
}
PROGRAM: dict[str, Any] = {
    "program_id": some_id(41),
    "version": 2,
    "facility": FACILITY,
    "template": "package_a",
    "title": "Pendidikan Kesetaraan Paket A",
    "pillar": "personality",
    "fiscal_year": 2026,
    "authorisations": (AUTHORISATION,),
}


def drafted(**changed: Any) -> Event:
    return AgreementDrafted(**{**AGREEMENT, "predecessor_id": None, **changed})


def extension_drafted(**changed: Any) -> Event:
    return drafted(predecessor_id=some_id(20), **changed)


def withdrawn_before_review(**changed: Any) -> Event:
    return withdrawn(sides=(), **changed)


def submitted(**changed: Any) -> Event:
    return AgreementSubmittedForReview(**{**AGREEMENT, "sides": ("region", "partner"), **changed})


def revision_requested(**changed: Any) -> Event:
    return AgreementRevisionRequested(**{**AGREEMENT, "side": "region", **changed})


def withdrawn(**changed: Any) -> Event:
    return AgreementWithdrawn(**{**AGREEMENT, "sides": ("region", "partner"), **changed})


def validated(**changed: Any) -> Event:
    return AgreementValidated(**{**AGREEMENT, "signing_planned_on": date(2026, 2, 10), **changed})


def signature_recorded(**changed: Any) -> Event:
    signature = {"party_id": FACILITY.id, "position": "Kepala Lapas Contoh Utara", "capacity": "daily_acting"}
    signing = {"method": "wet_ink", "signed_on": date(2026, 2, 10), "outstanding": 1}
    return SignatureRecorded(**{**AGREEMENT, **signature, **signing, **changed})


def signed(**changed: Any) -> Event:
    signing = {"predecessor_id": None, "term": TERM, "signed_on": date(2026, 2, 10)}
    return AgreementSigned(**{**AGREEMENT, **signing, "scope_items": (ENVIRONMENT, PACKAGE_A, SPORT), **changed})


def extended(**changed: Any) -> Event:
    scope = {"kept": 9, "added": 4, "removed": 0}
    return AgreementExtended(**{**AGREEMENT, "predecessor_id": some_id(20), "term": TERM, **scope, **changed})


def scope_extended(**changed: Any) -> Event:
    added = {"added": (ENVIRONMENT, PACKAGE_A, PACKAGE_B), "meeting_id": some_id(51), "reason": None}
    return ScopeExtended(**{**AGREEMENT, "predecessor_id": some_id(20), "term": TERM, **added, **changed})


def superseded(**changed: Any) -> Event:
    succession = {"successor_id": some_id(22), "superseded_on": date(2026, 3, 1), "gap_days": 0}
    handed_over = (Handover(old_item_id=some_id(61), new_item_id=some_id(34)),)
    return AgreementSuperseded(**{**AGREEMENT, **succession, "handed_over": handed_over, **changed})


def first_activity(**changed: Any) -> Event:
    activity = {"scope_item_id": ENVIRONMENT.id, "program_id": some_id(41), "occurred_on": date(2026, 3, 9)}
    return FirstActivityRecorded(**{**AGREEMENT, **activity, **changed})


def meeting_held(**changed: Any) -> Event:
    about = (MeetingAbout(kind="agreement", id=some_id(20)),)
    held = ReportedDay(edtf="2026-01-27", earliest=date(2026, 1, 27), latest=date(2026, 1, 27), certain=True)
    minutes = {"meeting_id": some_id(51), "version": 1, "kinds": ("evaluation", "renewal_planning"), "held": held}
    units = {"about": about, "host": BY_PARTNER, "units": (BY_FACILITY, BY_PARTNER), "visibility": "joint"}
    content = {"decisions": 3, "uncovered_fields": ("environment", "package_a")}
    return MeetingHeld(**{**minutes, **units, **content, **changed})


def program_planned(**changed: Any) -> Event:
    return ProgramPlanned(**{**PROGRAM, "agency": EDUCATION_AGENCY, **changed})


def authorisation_attached(**changed: Any) -> Event:
    return AuthorisationAttached(**{**PROGRAM, "attached": AUTHORISATION, **changed})


def program_opened(**changed: Any) -> Event:
    return ProgramOpened(**{**PROGRAM, "opened_on": date(2026, 3, 2), **changed})


def template_missing(**changed: Any) -> Event:
    about = {"agreement_id": some_id(21), "line_id": some_id(20), "scope_item_id": some_id(34)}
    return TemplateMissing(**{**about, "version": 1, "facility": FACILITY, "item": SPORT, **changed})


EVERY_OCCASION: tuple[Event, ...] = (
    drafted(),
    drafted(predecessor_id=some_id(20)),
    submitted(sides=("region", "partner", "directorate")),
    revision_requested(),
    withdrawn(),
    withdrawn(sides=("directorate",)),
    validated(),
    validated(signing_planned_on=None),
    signature_recorded(),
    signature_recorded(capacity="definitive"),
    signed(),
    signed(predecessor_id=some_id(20)),
    signed(scope_items=()),
    signed(facilities=()),
    extended(),
    scope_extended(),
    scope_extended(meeting_id=None, reason="kebutuhan mendesak"),
    superseded(),
    superseded(gap_days=12),
    first_activity(),
    meeting_held(),
    meeting_held(uncovered_fields=()),
    meeting_held(held=NO_DAY),
    meeting_held(about=(), units=(BY_FACILITY, BY_OFFICE)),
    meeting_held(held=NO_DAY, host=None, units=(BY_FACILITY,), visibility="internal", uncovered_fields=()),
    program_planned(),
    program_planned(agency=None),
    authorisation_attached(),
    program_opened(),
    template_missing(),
)
"""At least one event for every rule, and one for every branch of its template."""
