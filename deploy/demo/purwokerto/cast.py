"""The cast of the story: units, partners and fields as the article names them, and one account for each position."""

from dataclasses import dataclass
from typing import Literal

from deploy.demo.steps.staff import Staff

FACILITY_NAME = "Lapas Kelas IIA Purwokerto"
REGION = "JATENG"
PARTNER = "Pemerintah Kabupaten Banyumas"

OFFICER = "seksi-kerja-sama.lapas-purwokerto"
HEAD = "kepala.lapas-purwokerto"
REVIEWER = "penelaah.kanwil-jateng"
DIRECTORATE = "subdit-kerja-sama.ditjenpas"
PARTNER_CONTACT = "bagian-kerja-sama.setda-banyumas"
STAFF = Staff(OFFICER, HEAD, REVIEWER)


@dataclass(frozen=True)
class StoryItem:
    """One item of the scope: its field, description, pillar of coaching, and responsible agency."""

    field: str
    description: str
    pillar: Literal["personality", "independence", "reintegration"]
    agency: str


RUNNING_SCOPE = (
    StoryItem("health", "Pemeriksaan kesehatan berkala dan promosi kesehatan", "personality", "Dinas Kesehatan"),
    StoryItem("education", "Layanan perpustakaan dan literasi", "personality", "Dinas Pendidikan"),
    StoryItem("agriculture", "Pelatihan hortikultura", "independence", "Dinas Pertanian dan Ketahanan Pangan"),
    StoryItem("livestock", "Pelatihan ternak unggas", "independence", "Dinas Perikanan dan Peternakan"),
    StoryItem("fisheries", "Pelatihan budi daya ikan air tawar", "independence", "Dinas Perikanan dan Peternakan"),
    StoryItem("industry_and_trade", "Pemasaran hasil karya", "independence", "Dinas Perindustrian dan Perdagangan"),
    StoryItem("social", "Pendampingan sosial menjelang bebas", "reintegration", "Dinas Sosial"),
    StoryItem("sport", "Pembinaan olahraga", "personality", "Dinas Pemuda, Olahraga dan Pariwisata"),
    StoryItem("culture", "Pembinaan seni budaya", "personality", "Dinas Pemuda, Olahraga dan Pariwisata"),
)
"""The nine fields of the running nota kesepakatan, as reported; descriptions and agencies are assumed."""

ADDED_SCOPE = (
    StoryItem("environment", "Pemilahan dan pengolahan sampah", "independence", "Dinas Lingkungan Hidup"),
    StoryItem("package_a", "Pendidikan kesetaraan Paket A", "personality", "Dinas Pendidikan"),
    StoryItem("package_b", "Pendidikan kesetaraan Paket B", "personality", "Dinas Pendidikan"),
    StoryItem("package_c", "Pendidikan kesetaraan Paket C", "personality", "Dinas Pendidikan"),
)
"""The agreed additions, as reported."""


def contact_of(agency: str) -> str:
    """The account of an agency's contact."""
    return f"kontak.{agency.lower().replace(',', '').replace(' ', '-')}"


def agencies() -> list[str]:
    """Every agency once, in the order of the scope."""
    return list(dict.fromkeys(item.agency for item in (*RUNNING_SCOPE, *ADDED_SCOPE)))
