"""The paper of an addendum to an agreement in force."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.register.store.units import load_units
from services.agreements.succession.queries.addenda import AddendumDetails, ShowAddendum, show_addendum
from services.agreements.texts.access import READERS, require_whole, scope_of_addendum
from services.agreements.texts.model.texts import Paper
from services.agreements.texts.queries.amendment_texts import amendment_text
from services.agreements.texts.queries.heads import heads_on
from services.agreements.texts.queries.names import names_on
from services.agreements.texts.queries.writing import Writing, write
from shared.access import Work, use_case
from shared.documents.rendering import PaperForm
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class ShowAddendumPaper:
    """The paper of one addendum; `origin` is the address of Sinergi in a browser, for the QR code."""

    addendum_id: UUID
    form: PaperForm
    origin: str


@use_case(*READERS, scope=scope_of_addendum, changes=False)
async def show_addendum_paper(work: Work, query: ShowAddendumPaper) -> Paper:
    """The addendum with its changes, as a draft until all have signed. Raises `PaperForPartiesOnly`."""
    addendum = await show_addendum(work, ShowAddendum(query.addendum_id))
    about = ShowAgreement(addendum.agreement_id)
    await require_whole(work, about)
    agreement = await show_agreement(work, about)
    today = day_in(agreement.zone, work.now)
    day = addendum.signed_on or today
    units = {each.unit.id for each in addendum.signers} | {unit.id for unit in addendum.added_parties}
    named = units | {unit.id for unit in addendum.removed_parties}
    names = await _agencies(work, addendum) | await names_on(work, named, day)
    text = amendment_text(agreement, addendum, names, await heads_on(work, units, day))
    name = f"{agreement.registration_number}-{addendum.ordinal}"
    address = f"{query.origin}/adendum/{addendum.id}"
    title = f"Adendum ke-{addendum.ordinal}: {agreement.title}"
    return await write(work, Writing("amendment", text, query.form, title, today, name, address))


async def _agencies(work: Work, addendum: AddendumDetails) -> dict[UUID, str]:
    named = {id_ for item in addendum.added_items for id_ in item.agencies}
    return {id_: unit.name for id_, unit in (await load_units(work.connection, named)).items()}
