"""The cast of the story: units, partners and fields as the article names them, and one account for each position."""

from dataclasses import dataclass
from typing import Literal

FACILITY_NAME = "Lapas Kelas IIA Purwokerto"
REGION = "JATENG"
PARTNER = "Pemerintah Kabupaten Banyumas"

OPERATOR = "operator"
OFFICER = "seksi-kerja-sama.lapas-purwokerto"
REVIEWER = "penelaah.kanwil-jateng"
DIRECTORATE = "subdit-kerja-sama.ditjenpas"
PARTNER_CONTACT = "bagian-kerja-sama.setda-banyumas"


@dataclass(frozen=True)
class Item:
    """One item of the scope: its field, description, pillar of coaching, and responsible agency."""

    field: str
    description: str
    pillar: Literal["personality", "independence", "reintegration"]
    agency: str


RUNNING_SCOPE = (
    Item("health", "Pemeriksaan kesehatan berkala dan promosi kesehatan", "personality", "Dinas Kesehatan"),
    Item("education", "Layanan perpustakaan dan literasi", "personality", "Dinas Pendidikan"),
    Item("agriculture", "Pelatihan hortikultura", "independence", "Dinas Pertanian dan Ketahanan Pangan"),
    Item("livestock", "Pelatihan ternak unggas", "independence", "Dinas Perikanan dan Peternakan"),
    Item("fisheries", "Pelatihan budi daya ikan air tawar", "independence", "Dinas Perikanan dan Peternakan"),
    Item("industry_and_trade", "Pemasaran hasil karya", "independence", "Dinas Perindustrian dan Perdagangan"),
    Item("social", "Pendampingan sosial menjelang bebas", "reintegration", "Dinas Sosial"),
    Item("sport", "Pembinaan olahraga", "personality", "Dinas Pemuda, Olahraga dan Pariwisata"),
    Item("culture", "Pembinaan seni budaya", "personality", "Dinas Pemuda, Olahraga dan Pariwisata"),
)
"""The nine fields of the running nota kesepakatan, as reported; descriptions and agencies are assumed."""

ADDED_SCOPE = (
    Item("environment", "Pemilahan dan pengolahan sampah", "independence", "Dinas Lingkungan Hidup"),
    Item("package_a", "Pendidikan kesetaraan Paket A", "personality", "Dinas Pendidikan"),
    Item("package_b", "Pendidikan kesetaraan Paket B", "personality", "Dinas Pendidikan"),
    Item("package_c", "Pendidikan kesetaraan Paket C", "personality", "Dinas Pendidikan"),
)
"""The agreed additions, as reported."""


def contact_of(agency: str) -> str:
    """The account of an agency's contact."""
    return f"kontak.{agency.lower().replace(',', '').replace(' ', '-')}"


def agencies() -> list[str]:
    """Every agency once, in the order of the scope."""
    return list(dict.fromkeys(item.agency for item in (*RUNNING_SCOPE, *ADDED_SCOPE)))
