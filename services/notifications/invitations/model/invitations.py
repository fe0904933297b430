"""An invitation of units to a meeting or a ceremony; each comes, does not, or sends a deputy by office."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from shared.values.capabilities import NATION, Capability, Scope
from shared.values.cooperation import InvitationAnswer, MeetingKind
from shared.values.labels import label_list
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.terms import Zone, day_in
from shared.values.texts import Text

ANSWERERS = (Capability.COOPERATION_OFFICER, Capability.HEAD, Capability.REVIEWER, Capability.PARTNER_CONTACT)
InvitationState = Literal["open", "called_off", "held"]
InvitationSubject = Literal["meeting", "ceremony"]


class InvitationNotFound(NotFound):
    """Nobody is invited to a meeting or a ceremony of this id."""

    title = Text("Undangan tidak ditemukan", "No such invitation")
    detail = Text("Tidak ada undangan {invitation_id}.", "There is no invitation {invitation_id}.")


class InvitedUnitUnknown(Invalid):
    """The unit in the body is not invited."""

    title = Text("Satuan kerja tidak diundang", "Unit not invited")
    detail = Text("Satuan kerja ini tidak diundang ke acara itu.", "This unit is not invited to that occasion.")


class InvitationOver(Conflict):
    """It was held or called off, or its day is over."""

    title = Text("Undangan sudah lewat", "Invitation is over")
    detail = Text(
        "Acara ini sudah selesai atau dibatalkan, jadi tidak ada lagi yang perlu dijawab.",
        "This occasion is over or was called off, so there is nothing to answer any more.",
    )


class DeputyMissing(Invalid):
    """A deputy is sent, and the office of the deputy is not named."""

    title = Text("Jabatan wakil belum disebut", "Deputy's office not named")
    detail = Text(
        "Sebutkan jabatan wakil yang datang, bukan namanya.", "Name the office of the deputy, not the person."
    )


@dataclass(frozen=True, slots=True)
class InvitedUnit:
    """A unit that is invited, and its answer; `deputy` is the office of the one who comes instead of the head."""

    unit_id: UUID
    kind: str
    name: str
    region: str | None
    answer: InvitationAnswer | None = None
    deputy: str | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None

    @property
    def scope(self) -> Scope:
        """The unit itself, which answers."""
        match self.kind:
            case "facility":
                return Scope(facilities=frozenset({self.unit_id}))
            case "regional_office" if self.region:
                return Scope(regions=frozenset({self.region}))
            case "partner":
                return Scope(partners=frozenset({self.unit_id}))
        return NATION

    @property
    def read_by(self) -> Scope:
        """The unit, and the regional office above it."""
        above = frozenset({self.region}) if self.region else frozenset[str]()
        return replace(self.scope, regions=self.scope.regions | above)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A called meeting or a ceremony as far as the invited need it.

    `sequence` is the version of the call. A meeting has kinds, a ceremony a title.
    """

    invitation_id: UUID
    sequence: int
    state: InvitationState
    about: InvitationSubject
    kinds: tuple[MeetingKind, ...]
    title: str | None
    planned_on: date
    begins_at: time | None
    zone: Zone
    caller_id: UUID
    units: tuple[InvitedUnit, ...]
    version: int = 1

    @classmethod
    def of(cls, row: Mapping[str, Any], units: Iterable[Mapping[str, Any]]) -> "Invitation":
        """The invitation of a row and the rows of its units."""
        own = {name: row[name] for name in cls.__slots__ if name != "units"} | {"kinds": tuple(row["kinds"])}
        invited = (InvitedUnit(**{name: each[name] for name in InvitedUnit.__slots__}) for each in units)
        return cls(**own, units=tuple(invited))

    @property
    def name(self) -> Text:
        """What the units are invited to."""
        if self.title is not None:
            return Text(f"Penandatanganan: {self.title}", f"Signing ceremony: {self.title}")
        kinds = label_list("meeting_kind", self.kinds)
        return Text(f"Rapat {', '.join(each.id for each in kinds)}", f"Meeting: {', '.join(each.en for each in kinds)}")

    @property
    def caller(self) -> InvitedUnit:
        """The unit that invites."""
        return next(each for each in self.units if each.unit_id == self.caller_id)

    @property
    def invited(self) -> tuple[InvitedUnit, ...]:
        """The units that are asked to come, by name."""
        return tuple(
            sorted((each for each in self.units if each.unit_id != self.caller_id), key=lambda each: each.name)
        )

    @property
    def counts(self) -> dict[InvitationAnswer | None, int]:
        """How many of them have given each answer; under None, how many have not answered."""
        return dict(Counter(each.answer for each in self.invited))

    @property
    def readers(self) -> Scope:
        """Every unit that is invited, the caller, and the offices above them."""
        scopes = [each.read_by for each in self.units]
        return Scope(
            facilities=frozenset().union(*(each.facilities for each in scopes)),
            regions=frozenset().union(*(each.regions for each in scopes)),
            partners=frozenset().union(*(each.partners for each in scopes)),
        )

    def unit(self, unit_id: UUID) -> InvitedUnit:
        """One of the invited units. Raises `InvitedUnitUnknown`."""
        found = next((each for each in self.invited if each.unit_id == unit_id), None)
        if found is None:
            raise InvitedUnitUnknown
        return found

    def is_open(self, now: datetime) -> bool:
        """Whether an answer is still of use."""
        return self.state == "open" and day_in(self.zone, now) <= self.planned_on

    def answered(
        self, unit_id: UUID, answer: InvitationAnswer, deputy: str | None, *, by: str, at: datetime
    ) -> "Invitation":
        """The invitation after the answer of a unit; the last one counts. Raises a refusal."""
        unit = self.unit(unit_id)
        if not self.is_open(at):
            raise InvitationOver
        if answer == "deputy" and not deputy:
            raise DeputyMissing
        instead = deputy if answer == "deputy" else None
        after = replace(unit, answer=answer, deputy=instead, answered_at=at, answered_by=by)
        units = tuple(after if each.unit_id == unit_id else each for each in self.units)
        return replace(self, units=units, version=self.version + 1)

    def again(self, call: "Invitation") -> "Invitation":
        """The invitation after another call of the same occasion: with another day, everyone is asked again."""
        before = {each.unit_id: each for each in self.units}
        same_day = (self.planned_on, self.begins_at) == (call.planned_on, call.begins_at)
        kept = tuple(before.get(each.unit_id, each) if same_day else each for each in call.units)
        return replace(call, units=kept, version=self.version + 1)

    def ended(self, state: InvitationState, sequence: int) -> "Invitation":
        """The invitation after its occasion was held or called off."""
        return replace(self, state=state, sequence=sequence, version=self.version + 1)


CALLS = frozenset({"meeting.called.v1", "meeting.called_off.v1", "ceremony.scheduled.v1", "ceremony.called_off.v1"})
"""The events whose notices are invitations; their matters have the meeting or ceremony as business key."""
