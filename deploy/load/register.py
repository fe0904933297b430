"""The register as the generator needs it: own units and fields of the reference data, and made-up partners."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from deploy.installation.trouble import Trouble
from deploy.load.ids import id_at
from deploy.load.words import AGENCIES, government_name, partner_name
from services.agreements.register.model.names import name_words, twin_key
from services.agreements.register.model.partners import name_key
from services.agreements.register.model.units import Unit
from shared.contracts.organisations import PartnerRegistered

Database = "asyncpg.Connection[Any]"


@dataclass(frozen=True, slots=True)
class MadePartner:
    """A partner, and the agencies under it."""

    unit: Unit
    agencies: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The units between which agreements are made."""

    facilities: Sequence[Unit]
    offices: dict[str, Unit]
    centre: Unit
    field_names: dict[str, str]
    partners: list[MadePartner] = field(default_factory=list)

    @property
    def made(self) -> list[tuple[Unit, UUID | None]]:
        """Every made-up partner with the one above it."""
        return [
            each
            for partner in self.partners
            for each in ((partner.unit, None), *((agency, partner.unit.id) for agency in partner.agencies))
        ]


async def load_register(database: "asyncpg.Connection[Any]") -> Register:
    """The units and fields in a database. Raises `Trouble` if the reference data are missing."""
    rows = await database.fetch("SELECT * FROM any_unit WHERE kind <> 'partner' ORDER BY name, id")
    units = [Unit.model_validate(dict(row)) for row in rows]
    fields = await database.fetch("SELECT code, name_indonesian FROM field")
    facilities = [unit for unit in units if unit.kind == "facility"]
    if not facilities or not fields:
        raise Trouble("the reference data are missing: run `sinergi reference load` first")
    return Register(
        facilities,
        {unit.region or "": unit for unit in units if unit.kind == "regional_office"},
        next(unit for unit in units if unit.kind == "directorate_general"),
        {row["code"]: row["name_indonesian"] for row in fields},
    )


def make_partners(register: Register, random: Random, number: int, moment: datetime) -> None:
    """Add so many partners; every fifth is a local government with agencies under it."""
    for nth in range(number):
        if nth % 5:
            category, name = partner_name(random)
            register.partners.append(MadePartner(_unit(random, moment, name, category)))
            continue
        name = government_name(random)
        unit = _unit(random, moment, name, "local_government")
        kabupaten = name.removeprefix("Pemerintah ")
        agencies = tuple(
            _unit(random, moment, f"{agency} {kabupaten}", "local_government", unit) for agency in AGENCIES
        )
        register.partners.append(MadePartner(unit, agencies))


def _unit(random: Random, moment: datetime, name: str, category: str, parent: Unit | None = None) -> Unit:
    id_ = id_at(moment, random)
    lineage = (id_, *(parent.lineage if parent else ()))
    return Unit(id=id_, kind="partner", name=name, category=category, lineage=lineage)


def partner_row(unit: Unit, parent_id: UUID | None) -> tuple[object, ...]:
    """The row of a partner, in the order of `PARTNER_COLUMNS`."""
    key, twin = name_key(unit.name), twin_key(unit.name)
    return (unit.id, unit.name, key, twin, unit.category, parent_id, list(unit.lineage), 1)


PARTNER_COLUMNS = ("id", "name", "name_key", "twin_key", "category", "parent_id", "lineage", "version")


def spelling_row(unit: Unit) -> tuple[object, ...]:
    """The name of a partner, taken apart, in the order of `SPELLING_COLUMNS`."""
    words = name_words(unit.name)
    return (unit.id, unit.name, name_key(unit.name), sorted(words.words), words.key, words.joined)


SPELLING_COLUMNS = ("partner_id", "name", "name_key", "words", "words_key", "joined")


def registered_event(unit: Unit, parent_id: UUID | None) -> PartnerRegistered:
    """The event that announces a partner."""
    return PartnerRegistered(
        partner_id=unit.id, version=1, name=unit.public_name, category=unit.category or "", parent_id=parent_id
    )
