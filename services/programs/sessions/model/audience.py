"""The audience of an open session: how many of each kind of participant came, without a roster."""

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from shared.values.cooperation import ParticipantKind
from shared.values.refusals import Invalid
from shared.values.texts import Text

LARGEST_AUDIENCE = 2_000


class AudienceTooLarge(Invalid):
    """More people than a session can have."""

    title = Text("Jumlah yang hadir terlalu besar", "Audience too large")
    detail = Text(
        "Jumlah yang hadir {number}; satu pertemuan memuat paling banyak {largest}. Catat sebagai beberapa pertemuan.",
        "The audience is {number}; one session has at most {largest}. Record several sessions.",
    )


class GroupTwice(Invalid):
    """A kind of participant is counted twice."""

    title = Text("Kelompok ganda", "Group counted twice")
    detail = Text(
        "Setiap jenis peserta disebut satu kali. Jumlahkan lebih dahulu.",
        "Each kind of participant appears once. Add up the numbers first.",
    )


class AudienceGroup(BaseModel):
    """How many participants of one kind came."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    participants: ParticipantKind
    number: int = Field(ge=1, le=LARGEST_AUDIENCE, strict=True)


def require_countable(audience: Sequence[AudienceGroup]) -> None:
    """Raise `GroupTwice` or `AudienceTooLarge` unless each kind appears once and all of them fit."""
    if any(times > 1 for times in Counter(group.participants for group in audience).values()):
        raise GroupTwice
    number = sum(group.number for group in audience)
    if number > LARGEST_AUDIENCE:
        raise AudienceTooLarge(number=number, largest=LARGEST_AUDIENCE)
