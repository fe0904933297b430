"""Evidence: a photo has consent, and an erased file keeps its record."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.programs.evidence.model import (
    ConsentWithoutPhoto,
    Evidence,
    EvidenceErased,
    PhotoIsNoImage,
    PhotoWithoutConsent,
    require_consent,
    require_image,
)

NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)
PHOTO = Evidence(
    id=UUID(int=1),
    session_id=UUID(int=2),
    kind="photo",
    consent="given",
    file_name="foto.jpg",
    media_type="image/jpeg",
    size=7,
    sha256="00" * 32,
    content="programs/ab/1",
    uploaded_by="petugas",
    uploaded_at=NOW,
)


def test_a_photo_needs_consent_and_minutes_do_not() -> None:
    require_consent("photo", "nobody_recognisable")
    require_consent("minutes", None)
    with pytest.raises(PhotoWithoutConsent):
        require_consent("photo", None)
    with pytest.raises(ConsentWithoutPhoto):
        require_consent("minutes", "given")


def test_a_photo_is_an_image() -> None:
    require_image("photo", "image/webp")
    require_image("minutes", "application/pdf")
    with pytest.raises(PhotoIsNoImage):
        require_image("photo", "application/pdf")


def test_the_content_is_erased_once_and_the_record_stays() -> None:
    erased = PHOTO.erase("consent_withdrawn", NOW)
    assert (erased.sha256, erased.version, erased.erased_at) == (PHOTO.sha256, 2, NOW)
    with pytest.raises(EvidenceErased) as refused:
        erased.erase("wrong_file", NOW)
    assert "persetujuan ditarik" in refused.value.sentence.id
