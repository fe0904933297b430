"""Every code that a screen of programs shows has a name."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from services.programs.catalogue.model.template import Category, Certificate
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.model.enrolment import EnrolmentEnd, EnrolmentOrigin
from services.programs.offers.model import OfferState
from services.programs.program.model.states import ProgramState
from services.programs.sessions.model.attendance import AbsenceReason
from shared.values.cooperation import FundingSource, OfferAnswer, ParticipantKind, SessionCanceller, SessionKind
from shared.values.labels import labels


def codes_of(kind: Any) -> Iterator[str]:
    for each in get_args(kind):
        yield from [each] if isinstance(each, str) else codes_of(each)


@pytest.mark.parametrize(
    ("list_name", "codes"),
    [
        ("admission_basis", AdmissionBasis),
        ("absence_reason", AbsenceReason),
        ("certificate", Certificate),
        ("funding_source", FundingSource),
        ("enrolment_end", EnrolmentEnd),
        ("enrolment_origin", EnrolmentOrigin),
        ("offer_answer", OfferAnswer),
        ("offer_state", OfferState),
        ("participant_kind", ParticipantKind),
        ("practice_category", Category),
        ("program_state", ProgramState),
        ("session_canceller", SessionCanceller),
        ("session_kind", SessionKind),
    ],
)
def test_every_code_has_a_name(list_name: str, codes: Any) -> None:
    assert set(codes_of(codes)) - labels()[list_name].keys() == set()
