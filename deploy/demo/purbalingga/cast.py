"""The cast: host and guest as the article names them, the two programs of the host, and a guest that is made up."""

from deploy.demo.steps.staff import Staff

REGION = "JATENG"
HOST_NAME = "Lapas Kelas IIA Purwokerto"
GUEST_NAME = "Rutan Kelas IIB Purbalingga"
MADE_UP_GUEST = "Rutan Contoh"
FOUNDED = {
    "name": MADE_UP_GUEST,
    "facility_kind": "rutan",
    "facility_class": "IIB",
    "town": "Contoh",
    "region": REGION,
    "zone": "Asia/Jakarta",
    "official_code": "CONTOH.33",
    "located_in": "Jawa Tengah",
    "valid_from": "2025-12-01",
}
"""The made-up guest as it is founded on this stack."""

HOST_OFFICER = "seksi-pembinaan.lapas-purwokerto"
STAFF = Staff("subseksi-pelayanan.rutan-purbalingga", "kepala.rutan-purbalingga", "penelaah-kedua.kanwil-jateng")
MADE_UP_OFFICER = "subseksi-pelayanan.rutan-contoh"
KEEPER_OF_UNITS = "data-induk-kedua.ditjenpas"

REHABILITATION = ("community_based_rehabilitation", "Rehabilitasi berbasis komunitas")
FOOD = ("integrated_food_garden", "Ketahanan pangan: pertanian dan perikanan")
"""The template and the name of each program; the article has the topics, the names are assumed."""
