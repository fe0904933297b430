"""Made-up names and texts. The names of partners have many words, so that some are frequent and most are rare."""

from random import Random
from typing import NamedTuple

_SYLLABLES = (
    *("ba", "bi", "da", "du", "ga", "ja", "ka", "ki", "la", "li", "lu", "ma", "mi", "mu", "na", "ni", "pa", "ra", "ri"),
    *("ru", "sa", "si", "su", "ta", "ti", "tu", "wa", "wi", "ya"),
)
_ENDINGS = ("jaya", "mukti", "makmur", "sejahtera", "mandiri", "sentosa", "lestari", "abadi", "utama", "karya")
_FORMS = (
    ("private_company", "PT Contoh {}"),
    ("private_company", "CV Contoh {}"),
    ("foundation_ngo", "Yayasan Contoh {}"),
    ("cooperative", "Koperasi Contoh {}"),
    ("education", "Universitas Contoh {}"),
    ("training_centre", "Balai Latihan Kerja Contoh {}"),
    ("religious_org", "Pondok Pesantren Contoh {}"),
    ("health_provider", "Klinik Contoh {}"),
)
AGENCIES = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Dinas Pertanian")
"""The agencies under every made-up local government."""


class Activity(NamedTuple):
    """The field of an item, and what is done in it."""

    field: str
    description: str


ACTIVITIES = (
    Activity("health", "Pemeriksaan kesehatan berkala bagi warga binaan"),
    Activity("education", "Penyelenggaraan pendidikan keaksaraan"),
    Activity("package_b", "Pembelajaran Paket B dan pendampingan ujian"),
    Activity("agriculture", "Pelatihan budi daya sayuran di lahan produktif"),
    Activity("fisheries", "Pembinaan budi daya ikan lele"),
    Activity("social", "Penguatan keluarga dan pelayanan sosial"),
    Activity("religion", "Pembinaan keagamaan dan baca Al-Qur'an"),
    Activity("legal_aid", "Penyuluhan dan bantuan hukum bagi tahanan"),
    Activity("work_training", "Pelatihan menjahit dan keterampilan kerja"),
    Activity("rehabilitation", "Rehabilitasi dan konseling penyalahgunaan narkotika"),
    Activity("environment", "Pengelolaan sampah dan penghijauan"),
    Activity("reintegration", "Pendampingan setelah bebas"),
)


def partner_name(random: Random) -> tuple[str, str]:
    """The category and the name of a partner that is no local government."""
    category, form = random.choice(_FORMS)
    return category, form.format(_word(random))


def government_name(random: Random) -> str:
    """The name of a local government."""
    return f"Pemerintah Kabupaten Contoh {_word(random)}"


def _word(random: Random) -> str:
    # A third of the names have two syllables, so that they come again; the others are nearly unique.
    length = 2 if random.random() < 1 / 3 else 4
    first = "".join(random.choice(_SYLLABLES) for _ in range(length))
    return f"{first} {random.choice(_ENDINGS)}".title()
