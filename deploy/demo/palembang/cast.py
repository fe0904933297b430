"""The cast: the facility of the article, its accounts, and 37 partners whose names are made up."""

from dataclasses import dataclass
from itertools import cycle, islice

FACILITY_NAME = "Lapas Perempuan Kelas IIA Palembang"
REGION = "SUMSEL"
OFFICE_OF_THAT_TIME = "Kantor Wilayah Kementerian Hukum dan HAM Sumatera Selatan"

OFFICER = "seksi-pembinaan.lpp-palembang"
HEAD = "kepala.lpp-palembang"
REVIEWER = "penelaah.kanwil-sumsel"
DESKS = tuple(f"meja-{number}.lpp-palembang" for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class Signatory:
    """A partner, the position that signs for it, and its promise."""

    name: str
    category: str
    position: str
    field: str
    description: str
    pillar: str


# Names and promises are made up after the kinds of stakeholders that the article mentions; it names none of them.
_KINDS = (
    ("Lembaga Kursus dan Pelatihan Kue Contoh", "training_centre", "Ketua", "work_training", "Pelatihan membuat kue"),
    ("Sanggar Batik Contoh", "community_group", "Ketua", "work_training", "Pelatihan membatik"),
    ("Lembaga Pelatihan Tas Contoh", "training_centre", "Ketua", "work_training", "Pelatihan membuat tas"),
    ("Badan Narkotika Contoh", "narcotics_agency", "Kepala", "rehabilitation", "Rehabilitasi pemasyarakatan"),
    ("Majelis Taklim Contoh", "religious_org", "Ketua", "religion", "Pembinaan keagamaan"),
    ("Rumah Sakit Contoh", "health_provider", "Direktur", "health", "Pemeriksaan kesehatan berkala"),
    ("Surat Kabar Contoh", "media", "Pemimpin Redaksi", "publication", "Pemberitaan pembinaan"),
)
_PILLARS = {"work_training": "independence", "rehabilitation": "personality", "religion": "personality"}
PARTNERS = 37
RETURNING = 12
"""So many of them had an agreement for 2022; the article gives no number."""


def signatories() -> list[Signatory]:
    """The partners, in the order of the list."""
    return [
        Signatory(f"{name} {number}", category, position, field, description, _PILLARS.get(field, "personality"))
        for number, (name, category, position, field, description) in enumerate(islice(cycle(_KINDS), PARTNERS), 1)
    ]
