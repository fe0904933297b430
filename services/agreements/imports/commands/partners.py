"""A row of the table of partners."""

from services.agreements.imports.commands.lookups import Lookups, Taken, resolve_partner, twin_above
from services.agreements.imports.commands.particulars import describe, resolve_region
from services.agreements.imports.commands.records import find_record
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.others import WrittenPartner, read_partner
from services.agreements.imports.model.particulars import read_particulars
from services.agreements.imports.model.partner_names import is_same_spelling
from services.agreements.imports.store.lookups import Record, load_partner_under
from services.agreements.register.commands.partners import RegisterPartner, register_partner
from services.agreements.register.model.names import twin_key
from shared.access import Work
from shared.values.labels import label
from shared.values.texts import Text

_KNOWN_AS = Text('"{written}" sudah terdaftar sebagai {name}.', '"{written}" is registered as {name}.')
_CATEGORY = Text(
    "Mitra ini terdaftar dengan kategori {registered}; kategorinya tidak diubah.",
    "This partner is registered in the category {registered}, which does not change.",
)


async def take_partner(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    """Register the partner of a row, unless one of nearly its name is registered under the same parent."""
    if "id" in reading.cells:
        return await _recorded(work, lookups, reading)
    written = read_partner(reading, lookups.words)
    particulars = read_particulars(reading, lookups.words, written.name)
    region = resolve_region(lookups, reading, particulars)
    parent = await resolve_partner(work, lookups, reading, "parent", written.parent or "")
    if reading.refused or written.category is None:
        return None
    known = await load_partner_under(work.connection, twin_key(written.name), parent.id if parent else None)
    if known:
        _compare(reading, written, known)
        before = await describe(work, reading, known["id"], particulars, region)
        return Taken(known["id"], known=before is None, before=before)
    if twin_above(lookups, reading):
        return Taken(None, known=True)
    command = RegisterPartner(
        name=written.name,
        category=written.category,
        legal_form=written.legal_form,
        parent_id=parent.id if parent else None,
        since=written.since,
    )
    registered = await register_partner(work, command)
    await describe(work, reading, registered.id, particulars, region)
    return Taken(registered.id)


async def _recorded(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    known = await find_record(work, "partners", reading)
    if known is None:
        return None
    written = read_partner(Reading(reading.cells), lookups.words)
    _compare(reading, written, known)
    particulars = read_particulars(reading, lookups.words, known["public_name"])
    region = resolve_region(lookups, reading, particulars)
    if reading.refused:
        return None
    before = await describe(work, reading, known["id"], particulars, region)
    return Taken(known["id"], known=before is None, before=before)


def _compare(reading: Reading, written: WrittenPartner, known: Record) -> None:
    """Cautions about cells of a known row that change nothing."""
    if written.name and not any(is_same_spelling(known[name], written.name) for name in ("name", "public_name")):
        reading.caution("name", "partner_spelled", _KNOWN_AS.fill(written=written.name, name=known["public_name"]))
    if written.category and known["category"] != written.category:
        reading.caution("category", "category_differs", _CATEGORY.fill(registered=label("category", known["category"])))
