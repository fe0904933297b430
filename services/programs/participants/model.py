"""The ports to the resolver: references of participants, and the names behind them; with its refusals."""

import secrets
from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared.values.cooperation import ParticipantKind
from shared.values.inputs import number_key
from shared.values.refusals import Conflict
from shared.values.texts import Text

Purpose = Literal["cohort", "sheet", "list", "import", "sdp", "sppn", "transfer", "certificate"]
"""The purpose of reading names; it is on record with every reading."""

ErasureGround = Literal["wrong_entry", "retention_over", "request"]
"""A wrong entry, the end of the time for which names may be kept, or a request of the person (UU 27/2022 art. 8)."""

# Without letters that are read as digits, and never without a digit, as every pseudonym.
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LENGTH = 8


def new_reference() -> str:
    """A random reference, such as `P-7KQ2M9XD`: nothing of the person is in it."""
    while True:
        reference = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
        if any(sign.isdigit() for sign in reference):
            return f"P-{reference}"


class Person(BaseModel):
    """A participant as the facility knows them. It leaves the vault for screens and prints of that facility only."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
    register_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    kind: ParticipantKind
    term_ends_on: date | None = None

    @property
    def key(self) -> str:
        """The register number by its letters and digits, by which the same person is found again."""
        return number_key(self.register_number)


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

    async def find(self, facility_id: UUID, reference: str) -> UUID | None:
        """The participant of a reference of the facility, without issuing one."""

    async def relink(self, facility_id: UUID, reference: str, participant_id: UUID) -> UUID | None:
        """Give a reference that nothing uses yet to the participant who continues at the facility.

        Returns the participant that had it; None if the reference is in use, or the facility knows the other one.
        """

    async def link(self, facility_id: UUID, reference: str, participant_id: UUID) -> bool:
        """State that a reference of the facility is a participant of another one.

        Returns False if that cannot be: each reference has one participant, and each participant one reference at a
        facility.
        """


class NamesUnavailable(Conflict):
    """The resolver of names does not answer, or the key of the names cannot be used."""

    title = Text("Nama tidak dapat dibaca", "Names cannot be read")
    detail = Text(
        "Penyimpanan nama peserta sedang tidak dapat dibaca. Pekerjaan lain tetap berjalan dengan kode peserta; coba "
        "lagi nanti.",
        "The vault of names cannot be read at the moment. Other work continues with the codes; try again later.",
    )


class NameKeeper(Protocol):
    """Keeps the names of the participants of one facility, and puts every reading on record."""

    async def keep(self, facility_id: UUID, people: Mapping[UUID, Person]) -> None:
        """Keep these, in the place of the earlier data of the same participants."""

    async def read(
        self, facility_id: UUID, participants: Collection[UUID] | None, purpose: Purpose
    ) -> dict[UUID, Person]:
        """Those of these participants whose names are kept; None: of all of the facility."""

    async def erase(self, facility_id: UUID, participant_id: UUID, ground: ErasureGround | Literal["merged"]) -> bool:
        """Erase a name. Returns False if none is kept. Enrolments and attendance stay as they are."""
