"""How columns that stand in several tables, or are read in several places, become values of the model."""

import asyncpg

from services.programs.catalogue.model import Label, TemplateVersion
from services.programs.program.model import Facility, Organisation


def facility_of(row: asyncpg.Record) -> Facility:
    """The facility, as the agreement named it."""
    return Facility(row["facility_id"], row["facility_name"], row["region"], row["zone"])


def agency_of(row: asyncpg.Record) -> Organisation | None:
    """The responsible agency, where there is one."""
    return Organisation(row["agency_id"], row["agency_name"]) if row["agency_id"] else None


def template_of(row: asyncpg.Record) -> TemplateVersion:
    """The template, in the version after which the program was planned."""
    return TemplateVersion(code=row["template"], version=row["template_version"])


def title_of(row: asyncpg.Record) -> Label:
    """The title that the template had."""
    return Label(id=row["title_id"], en=row["title_en"])
