"""The facilities of all stories."""

from deploy.demo.palembang import cast as palembang
from deploy.demo.purbalingga import cast as purbalingga
from deploy.demo.purwokerto import cast as purwokerto
from deploy.demo.selong import cast as selong
from deploy.demo.tangerang import cast as tangerang

FACILITIES = frozenset(
    (
        purwokerto.FACILITY_NAME,
        purbalingga.HOST_NAME,
        purbalingga.GUEST_NAME,
        purbalingga.MADE_UP_GUEST,
        selong.FACILITY_NAME,
        palembang.FACILITY_NAME,
        tangerang.FACILITY_NAME,
        tangerang.MADE_UP_FACILITY,
    )
)
"""Their names in the register."""
