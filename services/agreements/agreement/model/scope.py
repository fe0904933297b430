"""The scope of a succession: items kept, added and removed, and the rules for keeping an item."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.parts import ScopeItem
from shared.values.ids import new_id
from shared.values.refusals import Invalid
from shared.values.texts import Text


class NotInPredecessor(Invalid):
    """The predecessor has no such item to keep."""

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
    """An extension adds scope and names neither the meeting that agreed to it nor a reason."""

    title = Text("Asal penambahan tidak disebut", "Additions untraced")
    detail = Text(
        "Sebutkan rapat enam bulan terakhir yang menyepakati penambahan ruang lingkup, atau alasannya.",
        "Name the meeting of the last six months that agreed to the additions, or give the reason.",
    )


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
    kept = tuple((before[item.continues], item) for item in new if item.continues in before)
    left = {item.id for item, _ in kept}
    return ScopeDiff(
        kept=kept,
        added=tuple(item for item in new if item.continues is None),
        removed=tuple(item for item in old if item.id not in left),
    )


def require_kept(old: Sequence[ScopeItem], new: Sequence[ScopeItem]) -> None:
    """Raise `NotInPredecessor`, `KeptTwice` or `KeptElsewhere`."""
    fields = {item.id: item.field for item in old}
    continued = [item.continues for item in new if item.continues]
    _refuse_strangers_and_repeats(old, continued)
    # The item's program is handed over with it and was planned for its field, so it would be wrong in another field.
    _refuse(KeptElsewhere, {i.continues for i in new if i.continues and fields[i.continues] != i.field})


def keep(old: Sequence[ScopeItem], ids: Sequence[UUID]) -> tuple[ScopeItem, ...]:
    """The predecessor's items as a successor keeps them. Raises `NotInPredecessor` or `KeptTwice`."""
    _refuse_strangers_and_repeats(old, ids)
    before = {item.id: item for item in old}
    # With new ids, so that the id of an item shows under which of the two agreements a session was held.
    return tuple(before[id_].model_copy(update={"id": new_id(), "continues": id_}) for id_ in ids)


def _refuse_strangers_and_repeats(old: Sequence[ScopeItem], ids: Sequence[UUID]) -> None:
    known = {item.id for item in old}
    _refuse(NotInPredecessor, {id_ for id_ in ids if id_ not in known})
    _refuse(KeptTwice, {id_ for id_, times in Counter(ids).items() if times > 1})


def _refuse(refusal: type[Invalid], ids: set[UUID]) -> None:
    if ids:
        raise refusal(ids=sorted(map(str, ids)))
