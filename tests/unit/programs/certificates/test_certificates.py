"""Certificates: foreseen by the practice, earned by attendance or by an examination of others, and withdrawn once."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.programs.certificates.model.certificates import (
    Holder,
    IssuedCertificate,
    check_code_as_typed,
    new_check_code,
    require_earned,
    require_foreseen,
    require_issuer,
)
from services.programs.certificates.model.refusals import (
    CertificateAlreadyIssued,
    CertificateIssuerMissing,
    CertificateIsWithdrawn,
    CertificateNotEarned,
    CertificateNotForeseen,
)

NOW = datetime(2026, 6, 30, 2, tzinfo=UTC)
HOLDER = Holder(UUID(int=1), "K-07", date(2026, 3, 1), sessions=16, present=12, kinds=())


def test_a_practice_gives_its_own_certificate_and_confirms_attendance_beside_it() -> None:
    require_foreseen("competence", "competence")
    require_foreseen("participation", "competence")
    require_foreseen("participation", "participation")
    with pytest.raises(CertificateNotForeseen):
        require_foreseen("competence", "participation")
    with pytest.raises(CertificateNotForeseen):
        require_foreseen("equivalency_diploma", "competence")
    with pytest.raises(CertificateNotForeseen):
        require_foreseen("participation", "none")


def test_attendance_earns_a_certificate_of_participation() -> None:
    require_earned("participation", HOLDER, 75)
    with pytest.raises(CertificateNotEarned) as refused:
        require_earned("participation", HOLDER, 76)
    assert "75 persen" in refused.value.sentence.id
    # A participant whom no session expected was present at none.
    with pytest.raises(CertificateNotEarned):
        require_earned("participation", replace(HOLDER, sessions=0, present=0), 1)
    require_earned("competence", replace(HOLDER, present=1), 75)


def test_a_certificate_is_given_once() -> None:
    with pytest.raises(CertificateAlreadyIssued):
        require_earned("participation", replace(HOLDER, kinds=["participation"]), 75)
    require_earned("competence", replace(HOLDER, kinds=["participation"]), 75)


def test_a_certificate_of_an_examination_has_issuer_and_number() -> None:
    require_issuer("participation", None, None)
    require_issuer("competence", "Lembaga Sertifikasi Contoh", "BNSP-2026/118")
    for issuer, number in ((None, "BNSP-2026/118"), ("Lembaga Sertifikasi Contoh", None)):
        with pytest.raises(CertificateIssuerMissing):
            require_issuer("competence", issuer, number)


def test_a_code_is_long_random_and_read_however_it_is_typed() -> None:
    codes = {new_check_code() for _ in range(1_000)}
    assert len(codes) == 1_000
    for code in codes:
        assert re.fullmatch(r"([A-HJKMNP-TV-Z2-9]{4}-){3}[A-HJKMNP-TV-Z2-9]{4}", code)
        assert {check_code_as_typed(each) for each in (code, code.lower(), code.replace("-", " "))} == {code}


def test_a_certificate_is_withdrawn_once() -> None:
    certificate = IssuedCertificate(
        UUID(int=2), UUID(int=1), "participation", date(2026, 6, 30), None, None, None, UUID(int=3)
    )
    withdrawn = certificate.withdraw("wrong_entry", NOW)
    assert (withdrawn.version, withdrawn.withdrawn_at) == (2, NOW)
    with pytest.raises(CertificateIsWithdrawn):
        withdrawn.withdraw("withdrawn_by_issuer", NOW)
