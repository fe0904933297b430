"""A Rutan, an LPKA and a Bapas admit their own kinds of participants, each on a basis that fits."""

import pytest

from services.programs.cohorts.model.admission import Admission, BasisWithoutReference, require_well_formed


@pytest.mark.parametrize(
    ("kind", "basis", "reference"),
    [
        ("detainee", "voluntary", None),  # a Rutan: a detainee needs no hearing
        ("juvenile", "assessment", "ASM-2026/07"),  # an LPKA
        ("client", "client_plan", "RPK-2026/031"),  # a Bapas
        ("client", "court", "PN-2026/118"),
    ],
)
def test_each_kind_is_admitted_on_its_basis(kind: str, basis: str, reference: str | None) -> None:
    admission = Admission.model_validate(
        {"participant_ref": "P-7F3A91", "kind": kind, "basis": basis, "basis_reference": reference}
    )
    require_well_formed([admission])
    turned = admission.model_copy(update={"basis_reference": None if reference else "TPP-2026/1"})
    with pytest.raises(BasisWithoutReference):
        require_well_formed([turned])
