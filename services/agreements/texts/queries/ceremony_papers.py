"""The papers of ceremonies: the list before, and the record after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.ceremonies.queries.showing import CeremonyDetails, ShowCeremony, show_ceremony
from services.agreements.texts.access import CEREMONY_READERS, scope_of_ceremony
from services.agreements.texts.model.heads import acting_title
from services.agreements.texts.model.texts import Paper
from services.agreements.texts.queries.ceremony_texts import UnitsThen, ceremony_record_text, ceremony_text
from services.agreements.texts.queries.heads import heads_on
from services.agreements.texts.queries.names import names_on
from services.agreements.texts.queries.writing import Writing, write
from shared.access import Work, use_case
from shared.documents.rendering import PaperForm
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class ShowCeremonyList:
    """The list of one ceremony; `origin` is the address of Sinergi in a browser, for the QR code."""

    ceremony_id: UUID
    form: PaperForm
    origin: str


@dataclass(frozen=True, slots=True)
class ShowCeremonyRecord:
    """The record of one ceremony that was held."""

    ceremony_id: UUID
    origin: str


# Those of the keeper and the guests as well, which have no number in the order of the ceremony.
_SIGNED = """
SELECT s.party_id, s.position, s.capacity
FROM ceremony_entry e JOIN signature s ON s.agreement_id = e.agreement_id
WHERE e.ceremony_id = $1 AND s.signed_on <= $2 AND s.voided_at IS NULL ORDER BY s.ordinal
"""


@use_case(*CEREMONY_READERS, scope=scope_of_ceremony, changes=False)
async def show_ceremony_list(work: Work, query: ShowCeremonyList) -> Paper:
    """The list as it is now. Raises `WrongState` for a ceremony that was called off."""
    ceremony = await show_ceremony(work, ShowCeremony(query.ceremony_id))
    text = ceremony_text(ceremony, await _units_then(work, ceremony))
    title, today = f"Daftar penandatanganan: {ceremony.title}", day_in(ceremony.zone, work.now)
    address = f"{query.origin}/seremoni/{ceremony.id}"
    return await write(
        work, Writing("ceremony_list", text, query.form, title, today, _day_of(ceremony).isoformat(), address)
    )


@use_case(*CEREMONY_READERS, scope=scope_of_ceremony, changes=False)
async def show_ceremony_record(work: Work, query: ShowCeremonyRecord) -> Paper:
    """The record, which is a PDF only. Raises `WrongState` unless the ceremony was held."""
    ceremony = await show_ceremony(work, ShowCeremony(query.ceremony_id))
    text = ceremony_record_text(ceremony, await _units_then(work, ceremony))
    title, today = f"Berita acara penandatanganan: {ceremony.title}", day_in(ceremony.zone, work.now)
    address = f"{query.origin}/seremoni/{ceremony.id}"
    return await write(
        work, Writing("ceremony_record", text, "pdf", title, today, _day_of(ceremony).isoformat(), address)
    )


def _day_of(ceremony: CeremonyDetails) -> date:
    return ceremony.held_on or ceremony.planned_on


async def _units_then(work: Work, ceremony: CeremonyDetails) -> UnitsThen:
    ids = {each.id for each in ceremony.units}
    ids |= {party.unit.id for row in ceremony.agreements for party in row.parties}
    day = _day_of(ceremony)
    signed: dict[UUID, list[str]] = defaultdict(list)
    for row in await work.connection.fetch(_SIGNED, ceremony.id, day):
        signed[row["party_id"]].append(acting_title(row["position"], row["capacity"]))
    return UnitsThen(await names_on(work, ids, day), await heads_on(work, ids, day), signed)
