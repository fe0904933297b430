"""The cast: host and guest as the article names them, the two programs of the host, and a guest that is made up."""

from deploy.demo.steps.staff import Staff

REGION = "JATENG"
HOST_NAME = "Lapas Kelas IIA Purwokerto"
GUEST_NAME = "Rutan Kelas IIB Purbalingga"
RENAMED_FACILITY = "Rutan Kelas IIB Banjarnegara"
"""No command adds a facility to the register: on this stack this one is given the name of the made-up guest."""
MADE_UP_GUEST = "Rutan Contoh"

HOST_OFFICER = "seksi-pembinaan.lapas-purwokerto"
STAFF = Staff("subseksi-pelayanan.rutan-purbalingga", "kepala.rutan-purbalingga", "penelaah-kedua.kanwil-jateng")
MADE_UP_OFFICER = "subseksi-pelayanan.rutan-contoh"
KEEPER_OF_UNITS = "data-induk-kedua.ditjenpas"

REHABILITATION = ("community_based_rehabilitation", "Rehabilitasi berbasis komunitas")
FOOD = ("integrated_food_garden", "Ketahanan pangan: pertanian dan perikanan")
"""The template and the name of each program; the article has the topics, the names are assumed."""
