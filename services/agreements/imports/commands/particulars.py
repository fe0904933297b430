"""The particulars in a row of the table of partners: added to those on record, and taken back with the import."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.agreements.imports.commands.lookups import Lookups, resolve_unit
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.particulars import WrittenParticulars
from services.agreements.register.commands.particulars import DescribePartner, describe_partner
from services.agreements.register.model.particulars import Particulars
from services.agreements.register.store.particulars import load_particulars
from shared.access import Work
from shared.values.texts import Text

_OFFICE = ("kanwil", "kantor wilayah")
_OF_A_ROW = ("level", "region", "head", "contacts")
_NOT_KEPT = Text(
    "Narahubung dan data mitra lainnya tidak dicatat: akun ini hanya boleh mendaftarkan mitra.",
    "Contacts and other particulars are not recorded: this account may only register partners.",
)


def resolve_region(lookups: Lookups, reading: Reading, written: WrittenParticulars) -> str | None:
    """The code of the region that a row names, with or without the word for its office; a finding if it has none."""
    name = written.region or ""
    if name and not name.casefold().startswith(_OFFICE):
        name = f"{_OFFICE[0]} {name}"
    unit = resolve_unit(lookups, reading, "region", name)
    return unit.region if unit else None


async def describe(
    work: Work, reading: Reading, partner_id: UUID, written: WrittenParticulars, region: str | None
) -> Mapping[str, Any] | None:
    """Add the particulars of a row to those of a partner; returns those of before, or None if nothing is new.

    A caution, and nothing else, for an account that may not keep particulars.
    """
    before = await load_particulars(work.connection, partner_id)
    wanted = written.added_to(before, region)
    if wanted == before:
        return None
    command = _command(wanted, before.version)
    if not await describe_partner.permits(work, command):
        reading.caution("", "particulars_not_kept", _NOT_KEPT)
        return None
    await describe_partner(work, command)
    return before.model_dump(mode="json", include=set(_OF_A_ROW))


async def take_particulars_back(work: Work, partner_id: UUID, before: Mapping[str, Any]) -> None:
    """Return to the particulars of before; what else is on record of the partner stays."""
    now = await load_particulars(work.connection, partner_id)
    earlier = Particulars.model_validate({**now.model_dump(), **before})
    await describe_partner(work, _command(earlier, now.version))


def _command(particulars: Particulars, expected_version: int) -> DescribePartner:
    return DescribePartner(
        partner_id=particulars.partner_id,
        expected_version=expected_version,
        level=particulars.level,
        region=particulars.region,
        head=particulars.head,
        contacts=particulars.contacts,
        risk_flags=particulars.risk_flags,
    )
