"""Names of coded values."""

from typing import Any, get_args

import pytest

from services.agreements.succession.model.addenda import AddendumState
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.cooperation import (
    AdditionGround,
    AmendedPart,
    CancellationReason,
    CeremonyMark,
    CeremonyOutcome,
    CeremonyState,
    Channel,
    Confidence,
    CorrectedPart,
    Delivery,
    DeliveryCause,
    DocumentFault,
    DocumentKind,
    DocumentVerdict,
    ErasureGround,
    ExpiryReason,
    Function,
    Instrument,
    Level,
    MeetingKind,
    MeetingSubject,
    MonthStatement,
    NoticeTopic,
    OfferClosedReason,
    OfferDeclineReason,
    PartyRole,
    Pillar,
    ProposalDeclineReason,
    ProposalKind,
    ProposalState,
    RecognitionGround,
    RecognitionKind,
    RecognitionRefusal,
    RegistrationSource,
    RenewalOccasion,
    Side,
    SignatureMethod,
    SignsFor,
    SuspensionReason,
    TerminationGround,
    ToldWhen,
    UnitKind,
    Visibility,
)
from shared.values.labels import label, label_list, labels, use_names
from shared.values.texts import Text


@pytest.mark.parametrize(
    ("list_name", "codes"),
    [
        ("instrument", Instrument),
        ("meeting_kind", MeetingKind),
        ("meeting_subject", MeetingSubject),
        ("ceremony_state", CeremonyState),
        ("expiry_reason", ExpiryReason),
        ("recognition_kind", RecognitionKind),
        ("recognition_ground", RecognitionGround),
        ("recognition_refusal", RecognitionRefusal),
        ("channel", Channel),
        ("told_when", ToldWhen),
        ("notice_topic", NoticeTopic),
        ("delivery_cause", DeliveryCause),
        ("ceremony_outcome", CeremonyOutcome),
        ("ceremony_outcome", CeremonyMark),
        ("document_kind", DocumentKind),
        ("document_verdict", DocumentVerdict),
        ("document_fault", DocumentFault),
        ("erasure_ground", ErasureGround),
        ("visibility", Visibility),
        ("proposal_kind", ProposalKind),
        ("proposal_state", ProposalState),
        ("proposal_decline_reason", ProposalDeclineReason),
        ("unit_kind", UnitKind),
        ("pillar", Pillar),
        ("side", Side),
        ("level", Level),
        ("party_role", PartyRole),
        ("signs_for", SignsFor),
        ("signature_method", SignatureMethod),
        ("function", Function),
        ("delivery", Delivery),
        ("addition_ground", AdditionGround),
        ("termination_ground", TerminationGround),
        ("amended_part", AmendedPart),
        ("addendum_state", AddendumState),
        ("corrected_part", CorrectedPart),
        ("renewal_occasion", RenewalOccasion),
        ("offer_decline_reason", OfferDeclineReason),
        ("offer_closed_reason", OfferClosedReason),
        ("month_statement", MonthStatement),
        ("suspension_reason", SuspensionReason),
        ("cancellation_reason", CancellationReason),
        ("registration_source", RegistrationSource),
        ("confidence", Confidence),
        ("capacity", Capacity),
        ("scope_kind", ScopeKind),
    ],
)
def test_every_code_of_a_closed_list_has_a_name(list_name: str, codes: Any) -> None:
    assert set(get_args(codes)) - labels()[list_name].keys() == set()


def test_every_capability_has_a_name() -> None:
    assert set(Capability) == labels()["capability"].keys()


def test_a_code_that_is_newer_than_the_labels_stays_readable() -> None:
    assert label("field", "waste_bank") == Text("waste bank", "waste bank")


def test_several_codes_of_one_list() -> None:
    assert label_list("side", ["partner", "region"]) == [
        Text("mitra", "the partner"),
        Text("kantor wilayah", "the regional office"),
    ]


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("mood", "good")


def test_a_code_has_the_name_in_use_and_otherwise_the_shipped_one() -> None:
    shipped = label("field", "health")
    use_names("field", {"health": Text("Kesehatan warga binaan", "Health of inmates")})
    try:
        assert label("field", "health").id == "Kesehatan warga binaan"
        assert label_list("field", ["health", "education"])[1] == label("field", "education")
    finally:
        use_names("field", {})
    assert label("field", "health") == shipped
