"""The facilities of all stories."""

from deploy.demo.palembang import cast as palembang
from deploy.demo.purwokerto import cast as purwokerto
from deploy.demo.selong import cast as selong
from deploy.demo.tangerang import cast as tangerang

FACILITIES = frozenset(
    (
        purwokerto.FACILITY_NAME,
        selong.FACILITY_NAME,
        palembang.FACILITY_NAME,
        tangerang.FACILITY_NAME,
        tangerang.RENAMED_FACILITY,
        tangerang.MADE_UP_FACILITY,
    )
)
"""Their names in the register."""
