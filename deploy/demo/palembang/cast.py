"""The cast: the facility of the article, its accounts, and 37 partners whose names are made up."""

from deploy.demo.steps.signatories import Signatory, numbered
from deploy.demo.steps.staff import Staff

FACILITY_NAME = "Lapas Perempuan Kelas IIA Palembang"
REGION = "SUMSEL"
OFFICE_OF_THAT_TIME = "Kantor Wilayah Kementerian Hukum dan HAM Sumatera Selatan"

OFFICER = "seksi-pembinaan.lpp-palembang"
HEAD = "kepala.lpp-palembang"
REVIEWER = "penelaah.kanwil-sumsel"
DESKS = tuple(f"meja-{number}.lpp-palembang" for number in (1, 2, 3, 4))
STAFF = Staff(OFFICER, HEAD, REVIEWER, DESKS)

RETURNING = 12
"""So many partners had an agreement for 2022; the article gives no number."""
RECOGNISED = 3
"""So many of them are recognised for 2022; the article gives no number."""
OPENING = ("rehabilitation", "work_training")
"""The fields of the programs that open at the ceremony, as the article reports."""


PRODUCTS_OF_2022 = (
    ("cake_making", "Pelatihan membuat kue", {"product": "cake", "quantity": 2_400, "unit": "piece"}),
    ("bag_making", "Pelatihan membuat tas", {"product": "bag", "quantity": 180, "unit": "piece"}),
    ("batik_making", "Pelatihan membatik", {"product": "batik", "quantity": 120, "unit": "metre"}),
)
"""The practice, the name of the program, and its products; the article names them, and gives no number."""
VALUES_OF_2022 = (12_000_000, 9_000_000, 18_000_000)
"""In rupiah; made up like the numbers."""


def _training(name: str, description: str) -> Signatory:
    return Signatory(name, "training_centre", "Ketua", "work_training", description, "independence")


# The article names none of the partners. Cakes, bags and batik are the products of 2022 that it mentions.
SIGNATORIES = tuple(
    numbered(
        (
            _training("Lembaga Kursus dan Pelatihan Kue Contoh", "Pelatihan membuat kue"),
            _training("Sanggar Batik Contoh", "Pelatihan membatik"),
            _training("Lembaga Pelatihan Tas Contoh", "Pelatihan membuat tas"),
            Signatory(
                "Badan Narkotika Contoh", "narcotics_agency", "Kepala", "rehabilitation", "Rehabilitasi pemasyarakatan"
            ),
            Signatory("Majelis Taklim Contoh", "religious_org", "Ketua", "religion", "Pembinaan keagamaan"),
            Signatory("Rumah Sakit Contoh", "health_provider", "Direktur", "health", "Pemeriksaan kesehatan berkala"),
            Signatory(
                "Surat Kabar Contoh",
                "media",
                "Pemimpin Redaksi",
                "publication",
                "Pemberitaan pembinaan",
                delivery="contribution",
            ),
        ),
        37,
        "Palembang",
    )
)
