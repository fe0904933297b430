"""The facilities of all stories."""

from deploy.demo.palembang import cast as palembang
from deploy.demo.purwokerto import cast as purwokerto

FACILITIES = frozenset(
    (
        purwokerto.FACILITY_NAME,
        palembang.FACILITY_NAME,
    )
)
"""Their names in the register."""
