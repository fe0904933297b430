"""The scope diff of a succession: kept, added and removed items, and the ground of each addition."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.parts import ScopeItem
from shared.values.ids import new_id
from shared.values.refusals import Invalid
from shared.values.texts import Text


class NotInPredecessor(Invalid):
    """A kept item is not one of the predecessor's."""

    title = Text("Bukan ruang lingkup perjanjian sebelumnya", "Not in the predecessor's scope")
    detail = Text(
        "Butir {ids} tidak ada dalam ruang lingkup perjanjian sebelumnya.",
        "The items {ids} are not in the scope of the agreement before it.",
    )


class KeptTwice(Invalid):
    """An item of the predecessor is continued twice."""

    title = Text("Butir diteruskan dua kali", "Item kept twice")
    detail = Text("Butir {ids} diteruskan lebih dari sekali.", "The items {ids} are continued more than once.")


class KeptElsewhere(Invalid):
    """A kept item stays in its field; another field is an addition."""

    title = Text("Butir berpindah bidang", "Kept item changes its field")
    detail = Text(
        "Butir {ids} diteruskan dengan bidang lain. Hapus dan tambahkan sebagai butir baru.",
        "The items {ids} are continued under another field. Leave them out and add new ones.",
    )


class AdditionsUntraced(Invalid):
    """An extension adds an item without naming the ground of the addition."""

    title = Text("Asal penambahan tidak disebut", "Additions untraced")
    detail = Text(
        "Sebutkan dasar penambahan {items}: rapat enam bulan terakhir, evaluasi, atau alasan tanpa keduanya.",
        "Name the ground of the addition of {items}: a meeting of the last six months, an evaluation, or the reason "
        "for deciding without either.",
    )


class ItemUnknown(Invalid):
    """A scope item that the draft names by its id is not one of its own."""

    title = Text("Butir tidak dikenal", "Unknown scope item")
    detail = Text(
        "Butir {ids} bukan butir draf ini. Hapus id untuk butir baru.",
        "The items {ids} are not items of this draft. Leave out the id for a new item.",
    )


class ItemTwice(Invalid):
    """A scope item of the draft is named twice."""

    title = Text("Butir disebut dua kali", "Scope item named twice")
    detail = Text("Butir {ids} disebut lebih dari sekali.", "The items {ids} are named more than once.")


@dataclass(frozen=True, slots=True)
class ScopeDiff:
    """Kept items as pairs of old and new, the items that the successor adds, and those that it leaves out."""

    kept: tuple[tuple[ScopeItem, ScopeItem], ...]
    added: tuple[ScopeItem, ...]
    removed: tuple[ScopeItem, ...]


def scope_diff(old: Sequence[ScopeItem], new: Sequence[ScopeItem]) -> ScopeDiff:
    """Compare a successor's scope with its predecessor's."""
    # Compared by `continues`, never by the field: of two items in one field one may be kept and the other new.
    before = {item.id: item for item in old}
    kept = tuple((before[id_], item) for item in new for id_ in item.continues if id_ in before)
    left = {item.id for item, _ in kept}
    return ScopeDiff(
        kept=kept,
        added=tuple(item for item in new if not item.continues),
        removed=tuple(item for item in old if item.id not in left),
    )


def require_kept(old: Sequence[ScopeItem], new: Sequence[ScopeItem]) -> None:
    """Raise `NotInPredecessor`, `KeptTwice` or `KeptElsewhere`."""
    fields = {item.id: item.field for item in old}
    continued = [id_ for item in new for id_ in item.continues]
    _refuse(NotInPredecessor, {id_ for id_ in continued if id_ not in fields})
    _refuse(KeptTwice, {id_ for id_, times in Counter(continued).items() if times > 1})
    # The item's program is handed over with it and was planned for its field, so it would be wrong in another field.
    _refuse(KeptElsewhere, {id_ for item in new for id_ in item.continues if fields[id_] != item.field})


def require_own(known: Collection[UUID], named: Sequence[UUID]) -> None:
    """Raise `ItemUnknown` or `ItemTwice` for the ids by which a draft names its own items."""
    _refuse(ItemUnknown, set(named) - set(known))
    _refuse(ItemTwice, {id_ for id_, times in Counter(named).items() if times > 1})


def keep(old: Sequence[ScopeItem], ids: Sequence[UUID]) -> tuple[ScopeItem, ...]:
    """The predecessor's items that a successor keeps, as its own. Raises `NotInPredecessor` or `KeptTwice`."""
    before = {item.id: item for item in old}
    _refuse(NotInPredecessor, {id_ for id_ in ids if id_ not in before})
    _refuse(KeptTwice, {id_ for id_, times in Counter(ids).items() if times > 1})
    # With new ids, so that the id of an item shows under which of the two agreements a session was held.
    clean = {"continues": (), "ground": None, "meeting_id": None, "ground_reason": None}
    return tuple(before[id_].model_copy(update=clean | {"id": new_id(), "continues": (id_,)}) for id_ in ids)


def items_of(items: Sequence[ScopeItem], agencies: Collection[UUID]) -> tuple[ScopeItem, ...]:
    """The items that one of these agencies answers for."""
    return tuple(item for item in items if any(agency.id in agencies for agency in item.agencies))


def require_traced(items: Sequence[ScopeItem]) -> None:
    """Raise `AdditionsUntraced` unless each added item names its ground."""
    untraced = [item for item in items if not item.continues and item.ground is None]
    if untraced:
        raise AdditionsUntraced(items=[item.description for item in untraced])


def _refuse(refusal: type[Invalid], ids: set[UUID]) -> None:
    if ids:
        raise refusal(ids=sorted(map(str, ids)))
