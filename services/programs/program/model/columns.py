"""Values that several columns make up together, and the columns of such values; all tables name them alike."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.model.parts import Facility, Organisation
from shared.values.capabilities import Scope
from shared.values.texts import Text


def scope_of(row: Mapping[str, Any]) -> Scope:
    """Where a row of a program is: its facility, its region, and the partners that it concerns."""
    return Scope(frozenset({row["facility_id"]}), frozenset({row["region"]}), frozenset(row["partners"]))


def facility_of(row: Mapping[str, Any]) -> Facility:
    """The facility, by the columns that all tables name alike."""
    return Facility(row["facility_id"], row["facility_name"], row["region"], row["zone"])


def organisation_of(row: Mapping[str, Any], column: str) -> Organisation | None:
    """The organisation of `{column}_id` and `{column}_name`; none where both are null."""
    return Organisation(row[f"{column}_id"], row[f"{column}_name"]) if row[f"{column}_id"] else None


def agencies_of(row: Mapping[str, Any]) -> tuple[Organisation, ...]:
    """The agencies of `agency_ids` and `agency_names`."""
    return tuple(map(Organisation, row["agency_ids"], row["agency_names"]))


def facility_columns(facility: Facility) -> tuple[UUID, str, str, str]:
    """Facility id, facility name, region and zone."""
    return facility.id, facility.name, facility.region, facility.zone


def organisation_columns(organisation: Organisation | None) -> tuple[UUID, str] | tuple[None, None]:
    """Id and name of an organisation; nulls if there is none."""
    return (organisation.id, organisation.name) if organisation else (None, None)


def template_of(row: Mapping[str, Any]) -> TemplateVersion:
    """The template, in the version by which the program was planned."""
    return TemplateVersion(code=row["template"], version=row["template_version"])


def title_of(row: Mapping[str, Any]) -> Text:
    """The title that the template had."""
    return Text(row["title_indonesian"], row["title_english"])
