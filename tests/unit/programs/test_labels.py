"""Every code that a screen of programs shows has a name."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from services.programs.amendments.model.amendment import AmendmentKind, AmendmentState
from services.programs.candidates.model import CandidateEnd, CandidateState
from services.programs.catalogue.model.template import Category, Certificate
from services.programs.certificates.model.certificates import CertificateWithdrawalGround
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.model.enrolment import EnrolmentEnd, EnrolmentOrigin
from services.programs.evidence.model import EvidenceErasureGround, EvidenceKind, PhotoConsent
from services.programs.months.model.closing import MonthState
from services.programs.offers.model import OfferState
from services.programs.program.model.states import ProgramState
from services.programs.schedule.model.plan import Mover, PlanState
from services.programs.schedule.model.series import Weekday
from services.programs.sessions.model.attendance import AbsenceReason
from services.programs.sheets.model.sheet import SheetState
from shared.values.cooperation import (
    AbandonReason,
    AdoptionState,
    ExchangeKind,
    FundingSource,
    OfferAnswer,
    OutcomeKind,
    OutputDisposal,
    OutputUnit,
    ParticipantKind,
    Product,
    SessionCanceller,
    SessionKind,
    VisitCancelReason,
    VisitDeclineReason,
    VisitSide,
    VisitState,
)
from shared.values.labels import labels


def codes_of(kind: Any) -> Iterator[str]:
    for each in get_args(kind):
        yield from [each] if isinstance(each, str) else codes_of(each)


@pytest.mark.parametrize(
    ("list_name", "codes"),
    [
        ("abandon_reason", AbandonReason),
        ("adoption_state", AdoptionState),
        ("admission_basis", AdmissionBasis),
        ("amendment_kind", AmendmentKind),
        ("amendment_state", AmendmentState),
        ("absence_reason", AbsenceReason),
        ("candidate_end", CandidateEnd),
        ("candidate_state", CandidateState),
        ("certificate", Certificate),
        ("funding_source", FundingSource),
        ("enrolment_end", EnrolmentEnd),
        ("enrolment_origin", EnrolmentOrigin),
        ("certificate_withdrawal", CertificateWithdrawalGround),
        ("evidence_erasure", EvidenceErasureGround),
        ("evidence_kind", EvidenceKind),
        ("month_state", MonthState),
        ("offer_answer", OfferAnswer),
        ("outcome_kind", OutcomeKind),
        ("output_disposal", OutputDisposal),
        ("output_unit", OutputUnit),
        ("product", Product),
        ("offer_state", OfferState),
        ("participant_kind", ParticipantKind),
        ("photo_consent", PhotoConsent),
        ("plan_state", PlanState),
        ("practice_category", Category),
        ("program_state", ProgramState),
        ("session_canceller", SessionCanceller),
        ("session_kind", SessionKind),
        ("exchange_kind", ExchangeKind),
        ("visit_cancel_reason", VisitCancelReason),
        ("visit_decline_reason", VisitDeclineReason),
        ("visit_side", VisitSide),
        ("visit_state", VisitState),
        ("session_mover", Mover),
        ("sheet_state", SheetState),
        ("weekday", Weekday),
    ],
)
def test_every_code_has_a_name(list_name: str, codes: Any) -> None:
    assert set(codes_of(codes)) - labels()[list_name].keys() == set()
