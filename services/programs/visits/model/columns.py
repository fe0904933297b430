"""Values that several columns of visits and adoptions make up together."""

from collections.abc import Mapping
from typing import Any

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.model.columns import title_of
from services.programs.program.model.parts import Facility
from services.programs.visits.model.adoption import Adoption, Check, Practice
from shared.values.cooperation import VisitSide


def side_of(row: Mapping[str, Any], side: VisitSide) -> Facility:
    """The host or the guest, as the view `visit_facilities` names their columns."""
    return Facility(row[f"{side}_id"], row[f"{side}_name"], row[f"{side}_region"], row[f"{side}_zone"])


def adoption_of(row: Mapping[str, Any]) -> Adoption:
    """A row of `adoption`."""
    version = TemplateVersion(code=row["practice"], version=row["practice_version"])
    return Adoption(
        id=row["id"],
        practice=Practice(version, title_of(row)),
        from_program=row["from_program"],
        planned_on=row["planned_on"],
        adopt_by=row["adopt_by"],
        state=row["state"],
        program_id=row["program_id"],
        check=_check(row),
    )


def _check(row: Mapping[str, Any]) -> Check | None:
    if row["checked_on"] is None:
        return None
    return Check("adopted" if row["state"] == "confirmed" else "not_adopted", row["checked_on"], row["reason"])
