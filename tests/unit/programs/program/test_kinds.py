"""Each kind of unit has its own kinds of participants."""

import pytest

from services.programs.program.model.kinds import ParticipantKindNotHere, kinds_at, require_kinds_at


@pytest.mark.parametrize(
    ("facility", "kinds"),
    [
        ("Lapas Kelas IIA Contoh", ("convict", "detainee", "juvenile")),
        ("Rutan Perempuan Kelas IIA Contoh", ("detainee", "convict", "juvenile")),
        ("LPKA Kelas II Contoh", ("juvenile",)),
        ("Bapas Kelas I Contoh", ("client",)),
        ("Rumah Sakit Contoh", ("convict", "detainee", "juvenile", "client")),
    ],
)
def test_the_official_name_tells_who_is_there(facility: str, kinds: tuple[str, ...]) -> None:
    assert kinds_at(facility) == kinds


def test_what_is_on_record_is_offered_again() -> None:
    assert kinds_at("Bapas Kelas I Contoh", {"convict", "client"}) == ("client", "convict")


def test_the_first_who_cannot_be_there_is_named() -> None:
    require_kinds_at("Lapas Kelas IIA Contoh", ["convict", "detainee"])
    with pytest.raises(ParticipantKindNotHere) as refused:
        require_kinds_at("Bapas Kelas I Contoh", ["client", "convict"])
    assert refused.value.sentence.id == (
        "Entri ke-2: narapidana bukan peserta di Bapas Kelas I Contoh. Peserta di UPT ini: klien."
    )
