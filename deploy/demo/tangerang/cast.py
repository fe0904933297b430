"""The cast: the facility and the narcotics agency of the article, 39 partners and one facility that are made up."""

from deploy.demo.steps.signatories import Signatory, numbered
from deploy.demo.steps.staff import Staff

FACILITY_NAME = "Lapas Perempuan Kelas IIA Tangerang"
REGION = "BANTEN"
OFFICER = "seksi-kerja-sama.lpp-tangerang"
HEAD = "kepala.lpp-tangerang"
REVIEWER = "penelaah.kanwil-banten"
DESKS = tuple(f"meja-{number}.lpp-tangerang" for number in (1, 2, 3, 4))
STAFF = Staff(OFFICER, HEAD, REVIEWER, DESKS)

AGENCY = Signatory(
    "Badan Narkotika Nasional Kota Tangerang",
    "narcotics_agency",
    "Kepala BNN Kota Tangerang",
    "rehabilitation",
    "Pencegahan, rehabilitasi, dan pendampingan",
)
"""The only partner that the article names; its head speaks for all."""
_SOCIAL = Signatory(
    "Yayasan Sosial Contoh", "foundation_ngo", "Ketua", "social", "Pendampingan sosial", "reintegration"
)
_RELIGIOUS = Signatory("Majelis Taklim Contoh", "religious_org", "Ketua", "religion", "Pembinaan keagamaan")
_KINDS = (
    Signatory("Dinas Contoh", "local_government", "Kepala Dinas", "education", "Layanan perpustakaan dan literasi"),
    Signatory(
        "Bank Contoh",
        "state_enterprise",
        "Pemimpin Cabang",
        "cooperatives",
        "Modal usaha",
        "independence",
        delivery="contribution",
    ),
    Signatory("Sekolah Contoh", "education", "Kepala Sekolah", "package_c", "Pendidikan kesetaraan Paket C"),
    _SOCIAL,
    _RELIGIOUS,
)
SIGNATORIES = (AGENCY, *numbered(_KINDS, 39, "Tangerang"))
"""Their kinds are those of the article: government, state enterprises, education, social and religious ones."""

ENSEMBLE = "Rampak bedug dan band"

MADE_UP_FACILITY = "Lapas Contoh"
FOUNDED = {
    "name": MADE_UP_FACILITY,
    "facility_kind": "lapas",
    "facility_class": "III",
    "town": "Contoh",
    "region": REGION,
    "zone": "Asia/Jakarta",
    "official_code": "CONTOH.36",
    "located_in": "Banten",
    "valid_from": "2026-01-29",
}
"""The made-up facility as it is founded on this stack."""
MADE_UP_STAFF = Staff(
    "seksi-kerja-sama.lapas-contoh", "kepala.lapas-contoh", "penelaah-kedua.kanwil-banten", ("meja-1.lapas-contoh",)
)
KEEPER_OF_UNITS = "data-induk.ditjenpas"
COUNSELLOR = Signatory(
    "Badan Narkotika Contoh Banten",
    "narcotics_agency",
    "Kepala",
    "rehabilitation",
    "Konseling, 20 kali sebulan",
)
MADE_UP_SIGNATORIES = (COUNSELLOR, *numbered((_SOCIAL, _RELIGIOUS), 5, "Banten"))
ABSENT = 3
"""So many of them, the last ones, do not come to the ceremony; two of the three sign later."""
