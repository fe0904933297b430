"""The port to the resolver, and the refusal of a reference that is somebody else's."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from shared.values.refusals import Conflict
from shared.values.texts import Text


class ReferenceTaken(Conflict):
    """A facility names a reference that belongs to another participant, or has another one for this participant."""

    title = Text("Kode peserta tidak cocok", "Reference does not fit")
    detail = Text(
        "Entri ke-{entry}: kode peserta ini sudah dipakai untuk peserta lain, atau UPT ini sudah mempunyai kode lain "
        "untuk peserta yang dilanjutkan. Gunakan kode yang lama, atau kode baru yang belum dipakai.",
        "Entry {entry}: this reference is in use for another participant, or this facility has another reference for "
        "the participant who continues. Use the former reference, or a new one.",
    )


class ParticipantResolver(Protocol):
    """Issues participants, and knows which reference of which facility is which of them.

    A *reference* is a pseudonym of one facility (`P-7F3A91`), to which that facility alone can give a name. A
    *participant* is what Sinergi keeps: random, and one for all facilities that have linked their references.
    """

    async def participants(self, facility_id: UUID, references: Collection[str]) -> dict[str, UUID]:
        """The participants of a facility's references. A reference that is new gets a new participant."""

    async def references(self, facility_id: UUID, participants: Collection[UUID]) -> dict[UUID, str]:
        """The facility's own references of participants. Those that it has never named are left out."""

    async def link(self, facility_id: UUID, reference: str, participant_id: UUID) -> bool:
        """State that a reference of the facility is a participant of another one.

        Returns False if that cannot be: each reference has one participant, and each participant one reference at a
        facility.
        """
