"""The text of a printed certificate of participation. It names neither the facility nor an office above it."""

from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from shared.values.languages import written_day
from shared.values.texts import Text

FILE_NAME = "sertifikat"
TITLE = Text("Sertifikat keikutsertaan", "Certificate of participation")
FACTS = ("number", "check_code", "began_on", "issued_on", "sessions", "minutes")
"""The facts of a paper that are on record as they are printed."""


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """What a certificate states. Without a `name` there is room to write it by hand."""

    practice: Text
    name: str | None
    number: str | None
    check_code: str
    origin: str
    began_on: date
    issued_on: date
    sessions: int
    minutes: int

    @property
    def address(self) -> str:
        """The page on which anyone can check the certificate."""
        return f"{self.origin}/sertifikat?kode={self.check_code}"

    def values(self) -> dict[str, JsonValue]:
        """The data for the template."""
        hours, rest = divmod(self.minutes, 60)
        return {
            "nama": self.name or "",
            "nomor": self.number or "",
            "praktik": self.practice.id,
            "praktik_inggris": self.practice.en,
            "pertemuan": self.sessions,
            "jam": hours,
            "menit": rest,
            "mulai": written_day(self.began_on, "id"),
            "mulai_inggris": written_day(self.began_on, "en"),
            "tanggal": written_day(self.issued_on, "id"),
            "tanggal_inggris": written_day(self.issued_on, "en"),
            "kode": self.check_code,
            "alamat": f"{self.origin}/sertifikat",
        }
