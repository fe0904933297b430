"""Loading the reference data as shipped: units and fields."""

import csv
import io
from dataclasses import dataclass
from importlib.resources import files

import yaml

from services.agreements.register.model.fields import FieldTree
from services.agreements.register.store.reference import save_central_units, save_facilities, save_fields, save_offices
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability

SHIPPED = files("services.agreements.register.reference")


@dataclass(frozen=True, slots=True)
class LoadReference:
    """Load the shipped files; loading them a second time changes nothing."""


@use_case(Capability.OPERATOR, scope=nationwide)
async def load_reference(work: Work, _command: LoadReference) -> None:
    """Bring units and fields up to date with the shipped files."""
    await save_central_units(work.connection, _rows("central_units.csv"))
    # Offices before facilities, which refer to them.
    await save_offices(work.connection, _rows("regional_offices.csv"))
    await save_facilities(work.connection, _rows("facilities.csv"))
    await save_fields(work.connection, shipped_fields())


def shipped_fields() -> FieldTree:
    """The tree of fields as shipped."""
    return FieldTree.model_validate(yaml.safe_load(SHIPPED.joinpath("fields.yaml").read_text("utf-8")))


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SHIPPED.joinpath(file).read_text("utf-8"))))
