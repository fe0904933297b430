"""The rules of a new line that continues agreements of other lines: it merges several, or is a part of one."""

from collections.abc import Collection, Sequence
from typing import Literal
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.model.scope import require_kept
from shared.values.refusals import Conflict, Denied, Invalid
from shared.values.texts import Text

LinkKind = Literal["merge", "split"]


class MergerOfOne(Invalid):
    """A merger names one agreement only."""

    title = Text("Penggabungan memerlukan dua perjanjian", "A merger needs two agreements")
    detail = Text(
        "Sebutkan paling sedikit dua perjanjian yang berbeda. Satu perjanjian diteruskan dengan perpanjangan.",
        "Name at least two different agreements. One agreement is continued by an extension.",
    )


class NothingContinued(Invalid):
    """The new line names an agreement, but continues none of its items."""

    title = Text("Tidak ada butir yang diteruskan", "Nothing is continued")
    detail = Text(
        "Tidak ada butir perjanjian {number} yang diteruskan. Teruskan paling sedikit satu butirnya.",
        "No item of the agreement {number} is continued. Continue at least one of its items.",
    )


class ContinuedByAnotherPart(Conflict):
    """Another part of an agreement that was split continues the item."""

    title = Text("Butir sudah diteruskan pecahan lain", "Continued by another part")
    detail = Text(
        "Butir {ids} sudah diteruskan oleh pecahan lain dari perjanjian yang sama.",
        "Another part of the same agreement continues the items {ids} already.",
    )


class KeeperDoesNotSign(Denied):
    """An agreement of another unit is continued without the signature of that unit."""

    title = Text("Pemegang tidak ikut menandatangani", "The keeper does not sign")
    detail = Text(
        "{keeper} memegang perjanjian {number}. Jadikan {keeper} pihak yang menandatangani, atau mintalah {keeper} "
        "menyusun draf ini.",
        "{keeper} keeps the agreement {number}. Make it a party that signs, or ask it to write this draft.",
    )


def require_several(ids: Sequence[UUID]) -> None:
    """Raise `MergerOfOne` unless at least two different agreements are named."""
    if len(set(ids)) <= 1:
        raise MergerOfOne


def require_signing_keeper(agreement: Agreement, before: Agreement) -> None:
    """Raise `KeeperDoesNotSign` unless the keeper of an earlier agreement signs the one that continues it."""
    if before.keeper.id not in {party.unit.id for party in agreement.principals}:
        raise KeeperDoesNotSign(keeper=before.keeper.name, number=before.registration_number)


def require_continued(items: Sequence[ScopeItem], befores: Sequence[Agreement], elsewhere: Collection[UUID]) -> None:
    """Raise a refusal of the items that a new line continues; `elsewhere` are those that other parts continue."""
    require_kept([item for before in befores for item in before.scope_items], items)
    continued = {id_ for item in items for id_ in item.continues}
    taken = continued & set(elsewhere)
    if taken:
        raise ContinuedByAnotherPart(ids=sorted(map(str, taken)))
    for before in befores:
        if continued.isdisjoint(item.id for item in before.scope_items):
            raise NothingContinued(number=before.registration_number)
