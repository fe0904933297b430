"""Fills the data of an addendum to an agreement in force."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.succession.queries.addenda import AddedItem, AddedObligation, AddendumDetails, AddendumSigner
from services.agreements.texts.model.amendments import (
    AmendmentText,
    ChangedPromisePart,
    EndingItemPart,
    PromisePart,
    term_change,
)
from services.agreements.texts.model.heads import Head, acting_title
from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import amount, written
from services.agreements.texts.model.parts import ItemPart, PartyPart, SeatPart
from services.agreements.texts.model.seats import called, in_pairs, numeral
from shared.values.labels import label
from shared.values.languages import written_list

Names = Mapping[UUID, str]
Heads = Mapping[UUID, Head]


def amendment_text(agreement: AgreementDetails, addendum: AddendumDetails, names: Names, heads: Heads) -> AmendmentText:
    """The data of the paper; `names` has those of our units on its day, and those of the agencies of added items."""
    signers = _in_order(agreement, addendum)
    parties = [_party(agreement, n, each, names, heads) for n, each in enumerate(signers)]
    dated = agreement.dated_on or agreement.signed_on
    return AmendmentText(
        is_draft=addendum.state in ("drafted", "withdrawn"),
        ordinal=addendum.ordinal,
        number=addendum.number or "",
        instrument=label("instrument", agreement.instrument).id,
        title=agreement.title,
        registration=agreement.registration_number,
        signed=written(dated).short if dated else "",
        version=addendum.version,
        day=written(addendum.signed_on) if addendum.signed_on else None,
        effective=written(addendum.effective_on).short,
        parties=parties,
        term=term_change(addendum.in_force_until_before, addendum.term.in_force_until) if addendum.term else None,
        items=[_item(each, names) for each in addendum.added_items],
        ending_items=[
            EndingItemPart(field=label("field", each.field).id, description=each.description)
            for each in addendum.removed_items
        ],
        added=[in_full(names.get(unit.id, unit.name)) for unit in addendum.added_parties],
        leaving=[in_full(names.get(unit.id, unit.name)) for unit in addendum.removed_parties],
        promises=[_promise(each) for each in addendum.added_obligations],
        changed_promises=[
            ChangedPromisePart(
                party=in_full(each.unit_name),
                description=each.description,
                before=amount(each.former_quantity, each.measure),
                after=amount(each.quantity, each.measure),
            )
            for each in addendum.changed_obligations
        ],
        ending_promises=[
            PromisePart(party=in_full(each.unit_name), description=each.description, amount="")
            for each in addendum.removed_obligations
        ],
        seats=in_pairs([_seat(part, each) for part, each in zip(parties, signers, strict=True)]),
    )


def _in_order(agreement: AgreementDetails, addendum: AddendumDetails) -> Sequence[AddendumSigner]:
    """The signers in the order of the parties: an addendum that was signed has them in the order of signing."""
    order = {party.unit.id: n for n, party in enumerate(agreement.parties)}
    return sorted(addendum.signers, key=lambda each: order.get(each.unit.id, len(order)))


def _party(agreement: AgreementDetails, n: int, signer: AddendumSigner, names: Names, heads: Heads) -> PartyPart:
    unit, signed, head = signer.unit, signer.signature, heads.get(signer.unit.id)
    own = {party.id for party in agreement.parties if party.unit.id == unit.id}
    return PartyPart(
        called=called(n),
        numeral=numeral(n),
        name=in_full(names.get(unit.id, unit.name)),
        position=_position(signer, head),
        letter=(signed.letter if signed else head.letter if head else None) or "",
        numbers=[number.number for number in agreement.numbers if number.party_id in own],
        is_partner=unit.kind == "partner",
    )


def _position(signer: AddendumSigner, head: Head | None) -> str:
    if signer.signature is not None:
        return acting_title(signer.signature.position, signer.signature.capacity)
    return acting_title(head.title, head.capacity) if head else ""


def _seat(part: PartyPart, signer: AddendumSigner) -> SeatPart:
    given = signer.signature
    signed = f"{label('signature_method', given.method).id}, {written(given.signed_on).short}" if given else ""
    return SeatPart(called=part.called, name=part.name, position=part.position, signed=signed)


def _item(item: AddedItem, names: Names) -> ItemPart:
    agencies = [names[id_] for id_ in item.agencies if id_ in names]
    return ItemPart(
        field=label("field", item.field).id,
        description=item.description,
        agencies=written_list(agencies, "id") if agencies else "",
        section="",
        target="",
        delivery=label("delivery", item.delivery).id,
    )


def _promise(promised: AddedObligation) -> PromisePart:
    when = label("obligation_schedule", promised.schedule).id
    until = f", paling lambat tanggal {written(promised.due_on).short}" if promised.due_on else ""
    much = f"{amount(promised.quantity, promised.measure)} {when}{until}"
    return PromisePart(party=in_full(promised.unit_name), description=promised.description, amount=much)
