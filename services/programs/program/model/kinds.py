"""The kinds of participants at a facility: a detainee is at a Rutan, a juvenile at an LPKA, a client at a Bapas."""

from collections.abc import Collection, Iterable, Mapping
from typing import get_args

from shared.values.cooperation import ParticipantKind
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid
from shared.values.texts import Text

_INMATES: tuple[ParticipantKind, ...] = ("convict", "detainee", "juvenile")
# In practice a Lapas takes detainees and a Rutan keeps convicts, and both take juveniles where no LPKA is near.
_AT: Mapping[str, tuple[ParticipantKind, ...]] = {
    "lapas": _INMATES,
    "rutan": ("detainee", "convict", "juvenile"),
    "lpka": ("juvenile",),
    "bapas": ("client",),
}


class ParticipantKindNotHere(Invalid):
    """A participant is of a kind that the facility does not have."""

    title = Text("Jenis peserta tidak ada di UPT ini", "The facility has no such participants")
    detail = Text(
        "Entri ke-{entry}: {kind} bukan peserta di {facility}. Peserta di UPT ini: {kinds}.",
        "Entry {entry}: a {kind} is no participant at {facility}. Participants there: {kinds}.",
    )


def kinds_at(facility: str, also: Collection[ParticipantKind] = ()) -> tuple[ParticipantKind, ...]:
    """The kinds of participants at the facility with this official name, the most usual one first.

    `also` are kinds that are on record there already.
    """
    # The name of every facility begins with its kind, and the references to facilities in events have only the name.
    here = _AT.get(facility.partition(" ")[0].lower(), get_args(ParticipantKind))
    return (*here, *(kind for kind in get_args(ParticipantKind) if kind in also and kind not in here))


def require_kinds_at(facility: str, kinds: Iterable[ParticipantKind]) -> None:
    """Raise `ParticipantKindNotHere` for the first entry of a list whose kind the facility does not have."""
    here = kinds_at(facility)
    for entry, kind in enumerate(kinds, start=1):
        if kind not in here:
            raise ParticipantKindNotHere(
                entry=entry,
                kind=label("participant_kind", kind),
                facility=facility,
                kinds=label_list("participant_kind", here),
            )
