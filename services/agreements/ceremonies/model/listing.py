"""The rules of a list: which agreements a unit may put on it, and their order."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.states import MOVES
from services.agreements.ceremonies.model.parts import Entry, ListedAgreement, OpeningProgram
from services.agreements.ceremonies.model.refusals import (
    AgreementListedTwice,
    AgreementNotForSigning,
    AgreementOfAnotherKeeper,
    GuestUnfit,
    OpeningItemUnknown,
)
from services.agreements.register.model.units import Unit

SIGNABLE = MOVES["sign_in_part"].origins
Agreements = Mapping[UUID, Agreement]


def require_guests(keeper: Unit, guests: Sequence[Unit]) -> None:
    """Raise `GuestUnfit` unless each guest may have agreements at a ceremony of this keeper."""
    for each in guests:
        ours = each.kind in ("facility", "regional_office")
        near = keeper.region is None or each.region == keeper.region
        if not ours or not near or each.id == keeper.id:
            raise GuestUnfit(name=each.public_name, keeper=keeper.name)


def require_listable(
    unit: Unit, listed: Sequence[ListedAgreement], kept: Mapping[UUID, Entry], agreements: Agreements
) -> None:
    """Check what a unit puts on the list; `kept` are the entries so far that it may leave there as they are.

    Raises `AgreementListedTwice`, `AgreementOfAnotherKeeper` or `AgreementNotForSigning`.
    """
    ids = Counter(each.agreement_id for each in listed)
    if twice := [each for each, count in ids.items() if count > 1]:
        raise AgreementListedTwice(numbers=_numbers(twice, agreements))
    foreign = [
        each.agreement_id
        for each in listed
        if agreements[each.agreement_id].keeper.id != unit.id and not _is_kept(each, kept)
    ]
    if foreign:
        raise AgreementOfAnotherKeeper(numbers=_numbers(foreign, agreements), keeper=unit.name)
    # One that cannot be signed any more stays on the list, with a caution at the desk, until it is taken off.
    if others := [each for each in ids if each not in kept and agreements[each].document_state not in SIGNABLE]:
        raise AgreementNotForSigning(numbers=_numbers(others, agreements))


def require_opening(
    unit: Unit,
    opens: Sequence[OpeningProgram],
    kept: Collection[OpeningProgram],
    listed: Sequence[ListedAgreement],
    agreements: Agreements,
) -> None:
    """Check the programs that a unit lets open. Raises `OpeningItemUnknown` or `AgreementOfAnotherKeeper`."""
    ids = {each.agreement_id for each in listed}
    programs = {(id_, item.id) for id_ in ids for item in agreements[id_].scope_items if item.delivery == "program"}
    for each in opens:
        if (each.agreement_id, each.scope_item_id) not in programs:
            raise OpeningItemUnknown(id=each.scope_item_id)
        if agreements[each.agreement_id].keeper.id != unit.id and each not in kept:
            raise AgreementOfAnotherKeeper(numbers=_numbers([each.agreement_id], agreements), keeper=unit.name)


def replaced_of(
    unit: Unit, entries: Sequence[Entry], listed: Sequence[ListedAgreement]
) -> list[tuple[UUID, ListedAgreement]]:
    """The list with other agreements of one unit, each with its keeper: those that stay keep their place."""
    named = {each.agreement_id: each for each in listed}
    found: list[tuple[UUID, ListedAgreement]] = []
    for entry in entries:
        each = entry if entry.keeper_id != unit.id else named.pop(entry.agreement_id, None)
        if each is not None:
            found.append((entry.keeper_id, each))
    return [*found, *((unit.id, each) for each in named.values())]


def in_order(listed: Iterable[tuple[UUID, ListedAgreement]]) -> tuple[Entry, ...]:
    """The entries of a list, numbered from 1."""
    return tuple(
        Entry(ordinal=number, keeper_id=keeper_id, agreement_id=each.agreement_id, signatories=each.signatories)
        for number, (keeper_id, each) in enumerate(listed, start=1)
    )


def _is_kept(each: ListedAgreement, kept: Mapping[UUID, Entry]) -> bool:
    before = kept.get(each.agreement_id)
    return before is not None and before.signatories == each.signatories


def _numbers(ids: Collection[UUID], agreements: Agreements) -> list[str]:
    return sorted(agreements[each].registration_number for each in ids)
