"""Examples of the events that have rules, with made-up units; keyword arguments change their fields."""

from datetime import date, time
from typing import Any
from uuid import UUID

from shared.contracts.agreements import (
    AgreementActivityResumed,
    AgreementAmended,
    AgreementDormant,
    AgreementEnteredIntoForce,
    AgreementExpired,
    AgreementExtended,
    AgreementRegistered,
    AgreementSigned,
    AgreementSuperseded,
    AgreementTerminated,
    FirstActivityRecorded,
    RegisteredAgreementCorrected,
    ScopeExtended,
    SignedAgreementCorrected,
    TerminationAnnounced,
    TerminationWithdrawn,
)
from shared.contracts.ceremonies import CeremonyCalledOff, CeremonyHeld, CeremonyScheduled
from shared.contracts.documents import DocumentChecked, DocumentErased, DocumentRecorded
from shared.contracts.evaluations import EvaluationOpened
from shared.contracts.event import Event
from shared.contracts.invitations import InvitationAnswered
from shared.contracts.meetings import (
    ActionItemOverdue,
    MeetingAbout,
    MeetingCalled,
    MeetingCalledOff,
    MeetingCorrected,
    MeetingHeld,
    MeetingRetracted,
    ReportedDay,
)
from shared.contracts.months import MonthSilent
from shared.contracts.negotiation import (
    AddendumReturned,
    AddendumSubmitted,
    AddendumValidated,
    AgreementCancelled,
    AgreementDeclined,
    AgreementDrafted,
    AgreementExpiring,
    AgreementLapsed,
    AgreementReopened,
    AgreementRevisionRequested,
    AgreementSubmittedForReview,
    AgreementValidated,
    AgreementWithdrawn,
    ReviewUnanswered,
    SignatureRecorded,
    SignatureVoided,
    SigningOverdue,
    SigningPlanned,
    VerdictsKept,
)
from shared.contracts.obligations import (
    ObligationAgreed,
    ObligationDelivered,
    ObligationEnded,
    ObligationMissed,
    ObligationWaived,
)
from shared.contracts.offers import (
    DeclinedItem,
    FacilityOffer,
    OfferAccepted,
    OfferClosed,
    OfferDeclined,
    OfferedAgreement,
    OfferMade,
    OfferOverdue,
)
from shared.contracts.organisations import UnitChanged
from shared.contracts.parts import (
    Activity,
    Addition,
    Authorisation,
    DocumentNumber,
    FacilityRef,
    Handover,
    InForce,
    PartnerRef,
    PartyRef,
    ScopeItem,
    UnitRef,
)
from shared.contracts.practices import PracticePublished
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import (
    AuthorisationAttached,
    AuthorisationEnded,
    DecisionEvent,
    ProgramCancelled,
    ProgramCompleted,
    ProgramOpened,
    ProgramPlanned,
    ProgramResumed,
    ProgramSuspended,
    ProgramWoundDown,
)
from shared.contracts.proposals import (
    ProposalAccepted,
    ProposalDeclined,
    ProposalInterestExpressed,
    ProposalMade,
)
from shared.contracts.recognitions import PartnerRecognised, RecognitionProposed, RecognitionRefused
from shared.contracts.transfers import TransferAnswered, TransferProposed
from shared.contracts.visits import (
    AdoptionAbandoned,
    AdoptionConfirmed,
    AdoptionPlanned,
    VisitAgreed,
    VisitCancelled,
    VisitDeclined,
    VisitHeld,
    VisitRequested,
)
from shared.contracts.webhooks import WebhookDisabled
from shared.values.cooperation import PartyRole


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
OFFICE = UnitRef(
    id=some_id(3), kind="regional_office", name="Kantor Wilayah Contoh", region="JATENG", zone="Asia/Jakarta"
)
DIRECTORATE_GENERAL = UnitRef(
    id=some_id(4),
    kind="directorate_general",
    name="Direktorat Jenderal Pemasyarakatan",
    region=None,
    zone="Asia/Jakarta",
)
IN_FORCE = InForce(in_force_from=date(2026, 3, 1), in_force_until=date(2031, 2, 28))
AUTHORISATION = Authorisation(agreement_id=some_id(21), line_id=some_id(21), scope_item_id=some_id(31))


def unit(ref: FacilityRef | PartnerRef) -> UnitRef:
    if isinstance(ref, FacilityRef):
        return UnitRef(id=ref.id, kind="facility", name=ref.name, region=ref.region, zone=ref.zone)
    return UnitRef(id=ref.id, kind="partner", name=ref.name, region=None, zone=None)


def party(ref: UnitRef | FacilityRef | PartnerRef, role: PartyRole = "principal") -> PartyRef:
    named = ref if isinstance(ref, UnitRef) else unit(ref)
    return PartyRef(party_id=some_id(named.id.int + 70_000), unit=named, role=role)


def parties(*refs: UnitRef | FacilityRef | PartnerRef) -> tuple[PartyRef, ...]:
    """The principals of an agreement."""
    return tuple(map(party, refs))


def kept_by(keeper: UnitRef | FacilityRef) -> dict[str, Any]:
    """The fields that name the keeper and its level."""
    kept = unit(keeper) if isinstance(keeper, FacilityRef) else keeper
    levels = {"facility": "facility", "regional_office": "regional", "directorate_general": "national"}
    return {"keeper": kept, "level": levels[kept.kind]}


KEEPERS = {"facility": kept_by(FACILITY), "regional": kept_by(OFFICE), "national": kept_by(DIRECTORATE_GENERAL)}


def item(number: int, field: str, *agencies: PartnerRef) -> ScopeItem:
    function: dict[str, Any] = {"function": "coaching", "pillar": "personality", "delivery": "program"}
    names = {"field": field, "field_name": field.replace("_", " "), "description": "contoh"}
    return ScopeItem(id=some_id(number), **names, **function, agencies=agencies, continues=())


ENVIRONMENT = item(31, "environment", ENVIRONMENT_AGENCY)
PACKAGE_A = item(32, "package_a", EDUCATION_AGENCY)
PACKAGE_B = item(33, "package_b", EDUCATION_AGENCY)
SPORT = item(34, "sport")

AGREEMENT: dict[str, Any] = {
    "agreement_id": some_id(21),
    "line_id": some_id(20),
    "version": 3,
    "registration_number": "26-JTG-0042",
    **KEEPERS["facility"],
    "instrument": "synergy_memorandum",
    "title": "Sinergi Pembinaan Contoh",
    "zone": "Asia/Jakarta",
    "parties": parties(FACILITY, PARTNER),
    "umbrella_id": None,
}
ADDENDUM: dict[str, Any] = {"addendum_id": some_id(70_077), "ordinal": 2, "version": 4}
NUMBERS = (DocumentNumber(party_id=some_id(70_001), issuer=unit(FACILITY), number="W13.PAS.1-HH.04.02-17", year=2026),)
PROGRAM: dict[str, Any] = {
    "program_id": some_id(41),
    "version": 2,
    "facility": FACILITY,
    "template": "package_a",
    "title": "Pendidikan Kesetaraan Paket A",
    "name": "Paket A bersama PKBM Contoh",
    "pillar": "personality",
    "fiscal_year": 2026,
    "covered_by": (AUTHORISATION,),
}


def drafted(**changed: Any) -> Event:
    return AgreementDrafted(**{**AGREEMENT, "predecessor_id": None, **changed})


def extension_drafted(**changed: Any) -> Event:
    return drafted(predecessor_id=some_id(20), **changed)


def withdrawn_before_review(**changed: Any) -> Event:
    return withdrawn(sides=(), **changed)


REVIEWERS = {
    "region": OFFICE,
    "partner": unit(PARTNER),
    "facility": unit(EASTERN),
    "directorate_general": DIRECTORATE_GENERAL,
}


def submitted(sides: tuple[str, ...] = ("region", "partner"), **changed: Any) -> Event:
    reviewers = tuple(REVIEWERS[side] for side in sides)
    return AgreementSubmittedForReview(**{**AGREEMENT, "sides": sides, "reviewers": reviewers, **changed})


def review_unanswered(side: str = "region", **changed: Any) -> Event:
    late = {"side": side, "reviewers": (REVIEWERS[side],), "waiting_since": date(2026, 2, 2)}
    return ReviewUnanswered(**{**AGREEMENT, **late, **changed})


def signing_overdue(**changed: Any) -> Event:
    return SigningOverdue(**{**AGREEMENT, "planned_on": date(2026, 2, 10), **changed})


def expiring(**changed: Any) -> Event:
    end = {"in_force_until": date(2026, 12, 31), "rung": 180, "days_left": 181, "soon": False}
    return AgreementExpiring(**{**AGREEMENT, **end, **changed})


def dormant(**changed: Any) -> Event:
    return AgreementDormant(**{**AGREEMENT, "quiet_since": date(2026, 2, 10), "ever_delivered": True, **changed})


def activity_resumed(**changed: Any) -> Event:
    days = {"quiet_since": date(2026, 2, 10), "resumed_on": date(2026, 6, 2)}
    return AgreementActivityResumed(**{**AGREEMENT, **days, **changed})


def verdicts_kept(**changed: Any) -> Event:
    kept = {"sides": ("partner",), "reviewers": (unit(PARTNER),)}
    return VerdictsKept(**{**AGREEMENT, **kept, **changed})


def revision_requested(**changed: Any) -> Event:
    return AgreementRevisionRequested(**{**AGREEMENT, "side": "region", **changed})


def withdrawn(**changed: Any) -> Event:
    return AgreementWithdrawn(**{**AGREEMENT, "sides": ("region", "partner"), **changed})


def validated(**changed: Any) -> Event:
    return AgreementValidated(**{**AGREEMENT, "signing_planned_on": date(2026, 2, 10), **changed})


def addendum_submitted(side: str = "region", **changed: Any) -> Event:
    asked = {"sides": (side,), "reviewers": (REVIEWERS[side],)}
    return AddendumSubmitted(**{**AGREEMENT, **ADDENDUM, **asked, **changed})


def addendum_returned(**changed: Any) -> Event:
    return AddendumReturned(**{**AGREEMENT, **ADDENDUM, "side": "region", **changed})


def addendum_validated(**changed: Any) -> Event:
    return AddendumValidated(**{**AGREEMENT, **ADDENDUM, **changed})


RECOGNITION: dict[str, Any] = {
    "partner_id": PARTNER.id,
    "recognition_id": some_id(70_090),
    "version": 1,
    "level": "facility",
    "keeper": BY_FACILITY,
    "partner": PARTNER,
    "kind": "charter",
    "ground": "obligations_fulfilled",
    "period_from": date(2025, 1, 1),
    "period_until": date(2025, 12, 31),
}
OBLIGATION: dict[str, Any] = {
    "obligation_id": some_id(70_088),
    "version": 3,
    "unit": unit(PARTNER),
    "measure": "sessions",
    "quantity": 20,
    "schedule": "monthly",
}
DUE: dict[str, Any] = {"due_id": some_id(70_089), "due_on": date(2026, 3, 31), "delivered": 12}


def obligation_agreed(**changed: Any) -> Event:
    return ObligationAgreed(**{**AGREEMENT, **OBLIGATION, "scope_item_id": None, **changed})


def obligation_ended(**changed: Any) -> Event:
    return ObligationEnded(**{**AGREEMENT, **OBLIGATION, "ended_on": date(2026, 3, 31), **changed})


def obligation_missed(**changed: Any) -> Event:
    return ObligationMissed(**{**AGREEMENT, **OBLIGATION, **DUE, **changed})


def obligation_delivered(**changed: Any) -> Event:
    return ObligationDelivered(**{**AGREEMENT, **OBLIGATION, **DUE, **changed})


def obligation_waived(**changed: Any) -> Event:
    return ObligationWaived(**{**AGREEMENT, **OBLIGATION, **DUE, **changed})


def recognition_proposed(**changed: Any) -> Event:
    return RecognitionProposed(**{**RECOGNITION, **changed})


def recognition_refused(**changed: Any) -> Event:
    return RecognitionRefused(**{**RECOGNITION, "reason": "too_little_delivered", **changed})


def partner_recognised(**changed: Any) -> Event:
    return PartnerRecognised(**{**RECOGNITION, "recognised_on": date(2026, 2, 10), **changed})


def evaluation_opened(**changed: Any) -> Event:
    period = {"period_from": date(2025, 1, 1), "period_until": date(2025, 12, 31), "due_on": date(2026, 2, 28)}
    about = {"evaluation_id": some_id(70_091), "version": 1, "keeper": BY_FACILITY, "agreements": (some_id(21),)}
    return EvaluationOpened(**{**about, **period, "partners": (PARTNER,), **changed})


def reopened(**changed: Any) -> Event:
    return AgreementReopened(**{**AGREEMENT, **changed})


def signing_planned(**changed: Any) -> Event:
    return SigningPlanned(**{**AGREEMENT, "planned_on": date(2026, 2, 10), **changed})


def signature_recorded(**changed: Any) -> Event:
    signature = {"party_id": some_id(70_001), "position": "Kepala Lapas Contoh Utara", "capacity": "daily_acting"}
    signing = {"signs_for": "own", "method": "wet_ink", "signed_on": date(2026, 2, 10), "outstanding": 1}
    return SignatureRecorded(**{**AGREEMENT, **signature, **signing, **changed})


def signature_voided(**changed: Any) -> Event:
    return SignatureVoided(**{**AGREEMENT, "party_id": some_id(70_001), "outstanding": 2, **changed})


def declined(**changed: Any) -> Event:
    return AgreementDeclined(**{**AGREEMENT, "declined_by": unit(PARTNER), **changed})


def lapsed(**changed: Any) -> Event:
    return AgreementLapsed(**{**AGREEMENT, **changed})


def cancelled(**changed: Any) -> Event:
    return AgreementCancelled(**{**AGREEMENT, **changed})


def signed(**changed: Any) -> Event:
    signing = {"predecessor_id": None, "dated_on": date(2026, 2, 10), "signed_on": date(2026, 2, 10)}
    content = {"in_force": IN_FORCE, "numbers": NUMBERS, "runs_at": (FACILITY,)}
    return AgreementSigned(
        **{**AGREEMENT, **signing, **content, "scope_items": (ENVIRONMENT, PACKAGE_A, SPORT), **changed}
    )


def registered(**changed: Any) -> Event:
    past = {"predecessor_id": None, "source": "paper", "confidence": "likely", "dated_on": None, "ended_on": None}
    known = {"signed_on": date(2024, 5, 2), "numbers": (), "runs_at": (FACILITY,), "scope_items": (SPORT,)}
    in_force = InForce(in_force_from=date(2024, 5, 2), in_force_until=date(2027, 5, 1))
    return AgreementRegistered(**{**AGREEMENT, **past, **known, "in_force": in_force, **changed})


def entered_into_force(**changed: Any) -> Event:
    return AgreementEnteredIntoForce(**{**AGREEMENT, "in_force": IN_FORCE, **changed})


def extended(**changed: Any) -> Event:
    scope = {"kept": 9, "added": 4, "removed": 0}
    return AgreementExtended(**{**AGREEMENT, "predecessor_id": some_id(20), "in_force": IN_FORCE, **scope, **changed})


def addition(item: ScopeItem, meeting_id: UUID | None = None) -> Addition:
    ground: Any = "meeting" if meeting_id else "decided_without"
    return Addition(scope_item_id=item.id, ground=ground, meeting_id=meeting_id)


def scope_extended(**changed: Any) -> Event:
    items = (ENVIRONMENT, PACKAGE_A, PACKAGE_B)
    added = {"added": items, "additions": tuple(addition(each, some_id(51)) for each in items)}
    about = {"predecessor_id": some_id(20), "addendum_id": None, "in_force": IN_FORCE}
    return ScopeExtended(**{**AGREEMENT, **about, **added, **changed})


def expired(**changed: Any) -> Event:
    return AgreementExpired(**{**AGREEMENT, "expired_on": date(2026, 2, 9), "final": False, **changed})


def terminated(**changed: Any) -> Event:
    end = {"ground": "by_consent", "terminated_on": date(2026, 2, 28)}
    return AgreementTerminated(**{**AGREEMENT, **end, **changed})


def termination_announced(**changed: Any) -> Event:
    notice = {"ground": "by_notice", "noticed_on": date(2026, 3, 2), "ends_on": date(2026, 6, 30)}
    return TerminationAnnounced(**{**AGREEMENT, **notice, **changed})


def termination_withdrawn(**changed: Any) -> Event:
    return TerminationWithdrawn(**{**AGREEMENT, "withdrawn_on": date(2026, 3, 9), "in_force": IN_FORCE, **changed})


def corrected(**changed: Any) -> Event:
    facts = signed().model_dump()
    return SignedAgreementCorrected(
        **{**facts, "corrects": some_id(90), "corrected": ("dated_on", "in_force_until"), **changed}
    )


def registration_corrected(**changed: Any) -> Event:
    facts = registered().model_dump()
    return RegisteredAgreementCorrected(**{**facts, "corrects": None, "corrected": ("title",), **changed})


def superseded(**changed: Any) -> Event:
    successor = {"successor_id": some_id(22), "successor_line_id": some_id(20), "successor_in_force": IN_FORCE}
    succession = {**successor, "superseded_on": date(2026, 3, 1), "gap_days": 0}
    handed_over = (Handover(old_item_id=some_id(61), new_item_id=some_id(34), agencies=()),)
    return AgreementSuperseded(**{**AGREEMENT, **succession, "handed_over": handed_over, **changed})


def first_activity(**changed: Any) -> Event:
    session = Activity(kind="session", id=some_id(81), program_id=some_id(41))
    activity = {"scope_item_id": ENVIRONMENT.id, "activity": session, "occurred_on": date(2026, 3, 9)}
    return FirstActivityRecorded(**{**AGREEMENT, **activity, **changed})


def amended(**changed: Any) -> Event:
    days = InForce(in_force_from=date(2026, 3, 1), in_force_until=date(2033, 12, 31))
    return AgreementAmended(**{**AGREEMENT, "signed_on": date(2026, 3, 20), "in_force": days, **changed})


def meeting_held(**changed: Any) -> Event:
    about = (MeetingAbout(kind="agreement", id=some_id(20)),)
    held = ReportedDay(edtf="2026-01-27", earliest=date(2026, 1, 27), latest=date(2026, 1, 27), certain=True)
    minutes = {"meeting_id": some_id(51), "version": 1, "kinds": ("evaluation", "renewal_planning"), "held": held}
    units = {"about": about, "host": BY_PARTNER, "units": (BY_FACILITY, BY_PARTNER), "visibility": "joint"}
    content = {"decisions": 3, "uncovered_fields": ("environment", "package_a")}
    return MeetingHeld(**{**minutes, **units, **content, **changed})


def minutes_corrected(**changed: Any) -> Event:
    facts = {name: getattr(meeting_held(), name) for name in MeetingHeld.model_fields}
    return MeetingCorrected(**{**facts, "version": 2, "corrects": some_id(53), "removed_action_items": (), **changed})


def meeting_called(**changed: Any) -> Event:
    plan = {"meeting_id": some_id(51), "version": 1, "kinds": ("evaluation",), "planned_on": date(2026, 2, 10)}
    place = {"begins_at": time(9), "zone": "Asia/Jakarta", "about": (), "visibility": "joint", "moved_from": None}
    units = {"called_by": BY_FACILITY, "units": (BY_FACILITY, BY_OFFICE, BY_PARTNER)}
    return MeetingCalled(**{**plan, **place, **units, **changed})


def meeting_called_off(**changed: Any) -> Event:
    plan = {"meeting_id": some_id(51), "version": 2, "kinds": ("evaluation",), "planned_on": date(2026, 2, 10)}
    units = {"called_by": BY_FACILITY, "units": (BY_FACILITY, BY_OFFICE, BY_PARTNER)}
    return MeetingCalledOff(**{**plan, **units, **changed})


def meeting_retracted(**changed: Any) -> Event:
    facts = {name: getattr(meeting_held(uncovered_fields=()), name) for name in MeetingHeld.model_fields}
    return MeetingRetracted(**{**facts, "version": 2, "corrects": some_id(53), "removed_action_items": (), **changed})


def ceremony_scheduled(**changed: Any) -> Event:
    about = {"ceremony_id": some_id(71), "version": 3, "keeper": BY_FACILITY, "title": "Penandatanganan"}
    plan = {"planned_on": date(2026, 2, 10), "begins_at": time(9), "zone": "Asia/Jakarta", "moved_from": None}
    return CeremonyScheduled(**{**about, **plan, "units": (BY_FACILITY, BY_OFFICE, BY_PARTNER), **changed})


def ceremony_called_off(**changed: Any) -> Event:
    about = {"ceremony_id": some_id(71), "version": 4, "keeper": BY_FACILITY, "title": "Penandatanganan"}
    units = {"planned_on": date(2026, 2, 10), "units": (BY_FACILITY, BY_OFFICE, BY_PARTNER)}
    return CeremonyCalledOff(**{**about, **units, **changed})


def invitation_answered(**changed: Any) -> Event:
    about = {"invitation_id": some_id(71), "version": 2, "about": "ceremony", "host": BY_FACILITY, "unit": BY_PARTNER}
    counts = {"answer": "deputy", "coming": 2, "deputies": 1, "not_coming": 0, "not_answered": 3}
    return InvitationAnswered(**{**about, **counts, **changed})


def ceremony_held(**changed: Any) -> Event:
    about = {"ceremony_id": some_id(71), "version": 60, "keeper": AGREEMENT["keeper"], "title": "Penandatanganan"}
    counts = {"planned": 40, "signed": 37, "late": 1, "absent": 1, "withdrawn": 1}
    content = {"zone": "Asia/Jakarta", "held_on": date(2026, 1, 28), "guests": (), "agreements": (), "opens": ()}
    return CeremonyHeld(**{**about, **counts, **content, **changed})


def action_item_overdue(**changed: Any) -> Event:
    item = {"meeting_id": some_id(51), "version": 2, "action_item_id": some_id(52), "due_on": date(2026, 2, 9)}
    return ActionItemOverdue(**{**item, "owner": BY_FACILITY, **changed})


PROPOSAL: dict[str, Any] = {
    "proposal_id": some_id(91),
    "version": 1,
    "kind": "instructor",
    "field": "work_training",
    "made_by": BY_FACILITY,
    "made_to": BY_PARTNER,
}


_DOCUMENT: dict[str, Any] = {**AGREEMENT, "document_id": some_id(95), "kind": "signed_paper"}


def document_recorded(**changed: Any) -> Event:
    file = {"media_type": "application/pdf", "size": 1200, "sha256": "0" * 64}
    return DocumentRecorded(**{**_DOCUMENT, **file, **changed})


def document_checked(**changed: Any) -> Event:
    return DocumentChecked(**{**_DOCUMENT, "verdict": "differs", "faults": ("pages",), **changed})


def document_erased(**changed: Any) -> Event:
    return DocumentErased(**{**_DOCUMENT, "ground": "wrong_file", **changed})


def proposal_made(**changed: Any) -> Event:
    return ProposalMade(**{**PROPOSAL, "proposed": NO_DAY, "meeting_id": None, "missing": ("letter",), **changed})


def proposal_welcomed(**changed: Any) -> Event:
    return ProposalInterestExpressed(**{**PROPOSAL, "answered_on": date(2026, 2, 3), **changed})


def proposal_accepted(**changed: Any) -> Event:
    placed = {"scope_item_id": None, "agreement_id": None}
    return ProposalAccepted(**{**PROPOSAL, "answered_on": date(2026, 2, 9), **placed, **changed})


def proposal_declined(**changed: Any) -> Event:
    return ProposalDeclined(**{**PROPOSAL, "answered_on": date(2026, 2, 9), "reason": "no_budget", **changed})


def program_planned(**changed: Any) -> Event:
    plan = {"agencies": (EDUCATION_AGENCY,), "opens_from": None}
    return ProgramPlanned(**{**PROGRAM, **plan, **changed})


def authorisation_attached(**changed: Any) -> Event:
    return AuthorisationAttached(**{**PROGRAM, "attached": AUTHORISATION, **changed})


def authorisation_ended(**changed: Any) -> Event:
    end = {"ended": AUTHORISATION, "reason": "agreement_expired", "ended_on": date(2026, 3, 1)}
    return AuthorisationEnded(**{**PROGRAM, "covered_by": (), **end, **changed})


def program_opened(**changed: Any) -> Event:
    return ProgramOpened(**{**PROGRAM, "opened_on": date(2026, 3, 2), **changed})


def program_decided(model: type[DecisionEvent], **changed: Any) -> Event:
    return model(**{**PROGRAM, "decided_by": "facility", "agencies": (EDUCATION_AGENCY,), **changed})


def program_suspended(**changed: Any) -> Event:
    return program_decided(ProgramSuspended, **{"suspended_on": date(2026, 4, 2), "reason": "disease", **changed})


def program_resumed(**changed: Any) -> Event:
    return program_decided(ProgramResumed, **{"resumed_on": date(2026, 4, 20), **changed})


def program_completed(**changed: Any) -> Event:
    return program_decided(ProgramCompleted, **{"completed_on": date(2026, 11, 20), **changed})


def program_wound_down(**changed: Any) -> Event:
    end = {"wound_down_on": date(2026, 7, 1), "reason": "agreement_terminated"}
    return program_decided(ProgramWoundDown, **{**end, **changed})


def program_cancelled(**changed: Any) -> Event:
    return program_decided(ProgramCancelled, **{"cancelled_on": date(2026, 4, 2), "reason": "no_funding", **changed})


def template_missing(**changed: Any) -> Event:
    about = {"agreement_id": some_id(21), "line_id": some_id(20), "scope_item_id": some_id(34)}
    return TemplateMissing(**{**about, "version": 1, "facility": FACILITY, "item": SPORT, **changed})


def practice_published(**changed: Any) -> Event:
    about = {"practice": "own_beekeeping", "version": 1, "facility": FACILITY, "under": "small_livestock"}
    content = {"title": "Beternak lebah madu", "pillar": "independence", "fields": ("livestock",), "sessions": 20}
    length = {"minutes": 2280, "minimum_attendance": 80, "certificate": "participation"}
    return PracticePublished(**{**about, **content, **length, "adopted_from": None, "learned_at": None, **changed})


def unit_changed(**changed: Any) -> UnitChanged:
    now = {"kind": "facility", "name": FACILITY.name, "facility_kind": "lapas", "facility_class": "IIA"}
    place = {"region": "DIY", "zone": "Asia/Jakarta", "valid_from": date(2026, 2, 10), "valid_until": None}
    return UnitChanged(**{"unit_id": FACILITY.id, "version": 2, **now, **place, "predecessors": (), **changed})


OFFERED = OfferedAgreement(
    registration_number="26-DJP-0007",
    **KEEPERS["national"],
    instrument="cooperation_agreement",
    title="Pelatihan Kerja Contoh",
    parties=parties(DIRECTORATE_GENERAL, PARTNER),
)
OFFERS = (
    FacilityOffer(offer_id=some_id(801), facility=FACILITY),
    FacilityOffer(offer_id=some_id(802), facility=EASTERN),
)
OFFER: dict[str, Any] = {"agreement_id": some_id(21), "line_id": some_id(21), "version": 1}
ANSWER: dict[str, Any] = {
    **OFFER,
    "offer_id": OFFERS[0].offer_id,
    "facility": FACILITY,
    "open_items": 0,
    "answered_on": date(2026, 2, 12),
    "answered_by": "facility",
}


def offer_made(**changed: Any) -> OfferMade:
    said = {"agreement": OFFERED, "offers": OFFERS, "scope_items": (SPORT, PACKAGE_A), "due_on": date(2026, 2, 24)}
    return OfferMade(**{**OFFER, **said, **changed})


def offer_accepted(**changed: Any) -> OfferAccepted:
    return OfferAccepted(**{**ANSWER, "accepted": (SPORT.id,), **changed})


def offer_declined(**changed: Any) -> OfferDeclined:
    declined = (DeclinedItem(scope_item_id=PACKAGE_A.id, reason="no_staff"),)
    return OfferDeclined(**{**ANSWER, "declined": declined, **changed})


def month_silent(**changed: Any) -> MonthSilent:
    return MonthSilent(
        month_id=UUID("019e0000-0000-7000-8000-00000000000a"),
        facility_id=FACILITY.id,
        version=1,
        facility=FACILITY,
        month=date(2026, 6, 1),
        due_on=date(2026, 7, 7),
        **{"region_asked_on": None, **changed},
    )


def offer_overdue(**changed: Any) -> OfferOverdue:
    late = {"version": 4, "agreement": OFFERED, "offers": OFFERS, "due_on": date(2026, 2, 24)}
    return OfferOverdue(**{**OFFER, **late, **changed})


def offer_closed(**changed: Any) -> OfferClosed:
    return OfferClosed(**{**OFFER, "version": 5, "offers": OFFERS, "reason": "agreement_terminated", **changed})


VISIT: dict[str, Any] = {"visit_id": some_id(901), "version": 1, "facility": FACILITY, "guests": (EASTERN,)}
ADOPTION: dict[str, Any] = {
    **VISIT,
    "adoption_id": some_id(902),
    "practice": "horticulture",
    "practice_version": 1,
    "title": "Hortikultura",
    "from_program": some_id(41),
}


TRANSFER: dict[str, Any] = {
    "transfer_id": some_id(921),
    "version": 1,
    "program_id": some_id(41),
    "enrolment_id": some_id(922),
}


def transfer_proposed() -> TransferProposed:
    day = date(2026, 3, 12)
    return TransferProposed(**TRANSFER, facility=FACILITY, origin=EASTERN, template="horticulture", left_on=day)


def transfer_answered(*, accepted: bool = True) -> TransferAnswered:
    changed = {"version": 2, "facility": EASTERN, "destination": FACILITY, "accepted": accepted}
    return TransferAnswered(**{**TRANSFER, **changed})


def visit_requested(planned_on: date | None = date(2026, 3, 12)) -> VisitRequested:
    return VisitRequested(**VISIT, requested_on=date(2026, 2, 12), planned_on=planned_on, topics=2)


def visit_agreed() -> VisitAgreed:
    return VisitAgreed(**VISIT, planned_on=date(2026, 3, 12), starts_at=None, programs=(some_id(41),))


def visit_declined() -> VisitDeclined:
    return VisitDeclined(**VISIT, reason="schedule")


def visit_cancelled() -> VisitCancelled:
    return VisitCancelled(**VISIT, cancelled_by="guest", cancelled_on=date(2026, 3, 2), reason="no_funding")


def visit_held() -> VisitHeld:
    counts = {"exchanged": 3, "inspections": 2, "action_items": 1}
    return VisitHeld(**VISIT, held=NO_DAY, started_at=None, programs=(some_id(41),), **counts)


def adoption_planned() -> AdoptionPlanned:
    days = {"planned_on": date(2026, 3, 20), "adopt_by": date(2026, 6, 30), "check_due_on": date(2026, 9, 20)}
    return AdoptionPlanned(**ADOPTION, **days)


def adoption_confirmed() -> AdoptionConfirmed:
    return AdoptionConfirmed(**ADOPTION, program_id=some_id(42), confirmed_on=date(2026, 9, 21), sessions=8)


def adoption_abandoned() -> AdoptionAbandoned:
    return AdoptionAbandoned(**ADOPTION, program_id=None, abandoned_on=date(2026, 9, 21), reason="no_land")


def webhook_disabled(ground: str = "failing") -> Event:
    return WebhookDisabled(subscriber_id="contoh-java", webhook_id=some_id(90), version=2, ground=ground)


EVERY_OCCASION: tuple[Event, ...] = (
    drafted(),
    drafted(predecessor_id=some_id(20)),
    submitted(sides=("region", "partner", "facility", "directorate_general")),
    *(review_unanswered(side) for side in REVIEWERS),
    signing_overdue(),
    expiring(),
    *(expiring(rung=days, days_left=days, soon=True) for days in (30, 1, 0)),
    *(dormant(), dormant(ever_delivered=False)),
    activity_resumed(),
    verdicts_kept(),
    revision_requested(),
    withdrawn(),
    withdrawn(sides=("directorate_general",)),
    withdrawn(sides=("facility",), parties=parties(FACILITY, EASTERN)),
    validated(),
    validated(signing_planned_on=None),
    *(addendum_submitted(side) for side in REVIEWERS),
    addendum_returned(),
    addendum_validated(),
    obligation_agreed(),
    obligation_ended(),
    obligation_missed(),
    obligation_delivered(),
    obligation_waived(),
    recognition_proposed(),
    recognition_proposed(level="regional", keeper=BY_OFFICE),
    recognition_proposed(level="national", keeper=DIRECTORATE_GENERAL),
    recognition_refused(),
    partner_recognised(),
    evaluation_opened(),
    reopened(),
    signing_planned(),
    signing_planned(planned_on=None),
    signature_recorded(),
    signature_recorded(signs_for="on_behalf"),
    signature_voided(),
    declined(),
    lapsed(),
    cancelled(),
    signature_recorded(capacity="definitive"),
    signed(),
    signed(predecessor_id=some_id(20), runs_at=(FACILITY, EASTERN)),
    signed(scope_items=()),
    signed(in_force=InForce(in_force_from=date(2026, 3, 1), in_force_until=None)),
    signed(parties=parties(DIRECTORATE_GENERAL, PARTNER), **KEEPERS["national"]),
    signed(parties=parties(FACILITY, EASTERN)),
    registered(),
    entered_into_force(),
    extended(),
    scope_extended(),
    scope_extended(additions=(addition(ENVIRONMENT), addition(PACKAGE_A, some_id(51)))),
    expired(),
    expired(final=True),
    amended(),
    terminated(),
    termination_announced(),
    termination_withdrawn(),
    corrected(),
    registration_corrected(),
    superseded(),
    superseded(gap_days=12),
    first_activity(),
    meeting_held(),
    meeting_held(uncovered_fields=()),
    meeting_held(held=NO_DAY),
    minutes_corrected(),
    *(
        meeting_called(),
        meeting_called(moved_from=date(2026, 2, 9)),
        meeting_called_off(),
    ),
    meeting_retracted(),
    meeting_retracted(held=NO_DAY, about=(), units=(BY_OFFICE,)),
    minutes_corrected(held=NO_DAY, corrects=None, removed_action_items=(some_id(52),)),
    meeting_held(about=(), units=(BY_FACILITY, BY_OFFICE)),
    meeting_held(held=NO_DAY, host=None, units=(BY_FACILITY,), visibility="internal", uncovered_fields=()),
    *(
        ceremony_scheduled(),
        ceremony_scheduled(moved_from=date(2026, 2, 9)),
        ceremony_called_off(),
        invitation_answered(),
        ceremony_held(),
    ),
    ceremony_held(planned=37, signed=37, late=0, absent=0, withdrawn=0),
    *(action_item_overdue(), action_item_overdue(owner=BY_PARTNER)),
    *(proposal_made(), proposal_made(made_by=BY_PARTNER, made_to=BY_FACILITY)),
    *(proposal_welcomed(), proposal_welcomed(made_by=BY_OFFICE)),
    *(proposal_accepted(), proposal_accepted(scope_item_id=some_id(34), agreement_id=some_id(21))),
    *(proposal_declined(), proposal_declined(reason=None)),
    *(document_recorded(), document_checked()),
    offer_made(),
    offer_overdue(),
    month_silent(),
    month_silent(region_asked_on=date(2026, 7, 15)),
    program_planned(),
    program_planned(agencies=(), pillar=None),
    program_planned(opens_from=date(2027, 1, 1)),
    authorisation_attached(),
    authorisation_ended(),
    authorisation_ended(covered_by=(AUTHORISATION,)),
    program_opened(),
    program_opened(pillar=None),
    *(program_suspended(), program_suspended(pillar=None)),
    *(program_resumed(), program_resumed(pillar=None)),
    *(program_completed(), program_completed(pillar=None)),
    *(program_wound_down(), program_wound_down(pillar=None)),
    *(program_cancelled(), program_cancelled(pillar=None)),
    *(practice_published(), practice_published(facility=None, under=None)),
    template_missing(),
    *(transfer_proposed(), transfer_answered(), transfer_answered(accepted=False)),
    *(visit_requested(), visit_requested(None), visit_agreed(), visit_declined(), visit_cancelled(), visit_held()),
    *(webhook_disabled("gone"), webhook_disabled()),
    *(adoption_planned(), adoption_confirmed(), adoption_abandoned()),
)
"""At least one event for every rule, and one for every branch of its template."""
