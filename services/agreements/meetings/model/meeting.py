"""A meeting: it stands alone, and everyone in it is a position or a group of an organisation, never a named person."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings.model.parts import (
    ActionItem,
    ActionItemUnknown,
    Attendance,
    CompletedBeforeMeeting,
    Organisation,
    Part,
    Seat,
    Subject,
    UncoveredPractice,
)
from services.agreements.register.model.units import Unit
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, NotFound
from shared.values.reported_days import ReportedDay, Weekday
from shared.values.texts import Text

HELD = Text("Tanggal rapat", "The day of the meeting")
_CONTRADICTION = Text(
    "{day} adalah hari {actual}, bukan {given}. Periksa tanggalnya.",
    "{day} is a {actual}, not a {given}. Check the date.",
)


class MeetingNotFound(NotFound):
    """No meeting has the id in the URL."""

    title = Text("Rapat tidak ditemukan", "Meeting not found")
    detail = Text("Tidak ada rapat dengan id {id}.", "No meeting has the id {id}.")


class DueBeforeMeeting(Invalid):
    """An action item is due before the meeting that decided it."""

    title = Text("Tenggat sebelum rapat", "Due before the meeting")
    detail = Text(
        "Tenggat tindak lanjut {due_on}, padahal rapat dilaksanakan paling awal {earliest}.",
        "An action item is due on {due_on}; the meeting was held on {earliest} at the earliest.",
    )


class FieldCovered(Invalid):
    """A field named as uncovered is in the scope of every agreement that the meeting is about."""

    title = Text("Bidang sudah tercakup", "Field is covered")
    detail = Text(
        "Bidang {fields} sudah ada dalam ruang lingkup perjanjian.",
        "The fields {fields} are already in the scope of the agreement.",
    )


class PartnerInInternalMeeting(Invalid):
    """The minutes of an internal meeting name a partner, which may not read them."""

    title = Text("Mitra dalam rapat internal", "Partner in an internal meeting")
    detail = Text(
        "Rapat internal menyebut {partners}, padahal mitra tidak membaca catatannya. Catat sebagai rapat bersama.",
        "The internal meeting names {partners}, and partners do not read its minutes. Record it as a joint meeting.",
    )


class RecorderNotOurs(Invalid):
    """The minutes are to be kept by a partner."""

    title = Text("Pencatat bukan unit pemasyarakatan", "Minutes not kept by a unit of corrections")
    detail = Text(
        "Catatan rapat disimpan oleh UPT, kantor wilayah, atau Ditjenpas, bukan oleh mitra.",
        "Minutes are kept by a facility, a regional office or the directorate general, not by a partner.",
    )


class Meeting(Part):
    """A meeting as it was held; the chair and the host may be the partner's.

    `recorded_by` is the unit that keeps the minutes; without it, the keepers of the agreements keep them. `version`
    rises when an action item is completed, when the minutes are corrected, and when the record is retracted.
    """

    id: UUID
    kinds: tuple[MeetingKind, ...]
    held: ReportedDay
    about: tuple[Subject, ...] = ()
    visibility: Visibility = "joint"
    recorded_by: UUID | None = None
    venue: str | None = None
    host: Organisation | None = None
    chaired_by: Seat | None = None
    attendance: tuple[Attendance, ...] = ()
    decisions: tuple[str, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    uncovered_practices: tuple[UncoveredPractice, ...] = ()
    version: int = 1
    retracted_at: datetime | None = None

    @property
    def agreement_ids(self) -> tuple[UUID, ...]:
        """The agreements that it is about."""
        return agreements_among(self.about)

    @property
    def unit_ids(self) -> frozenset[UUID]:
        """The registered units in the minutes: recorder, host, chair, attendance, owners of action items."""
        places = (self.host, self.chaired_by, *self.attendance, *(item.owner for item in self.action_items))
        named = (self.recorded_by, *(place.unit_id for place in places if place))
        return frozenset(unit_id for unit_id in named if unit_id)

    @property
    def uncovered_fields(self) -> tuple[str, ...]:
        """The fields of the uncovered practices, each once."""
        return tuple(dict.fromkeys(practice.field for practice in self.uncovered_practices))

    def named(self, units: Mapping[UUID, Unit]) -> "Meeting":
        """The same with the names of its registered units."""
        items = (item.model_copy(update={"owner": item.owner.named(units)}) for item in self.action_items)
        return self.model_copy(
            update={
                "recorded_by": self.recorded_by and units[self.recorded_by].id,
                "host": self.host and self.host.named(units),
                "chaired_by": self.chaired_by and self.chaired_by.named(units),
                "attendance": tuple(each.named(units) for each in self.attendance),
                "action_items": tuple(items),
            }
        )

    def corrected(self, content: "Meeting", kept: Collection[UUID]) -> "Meeting":
        """The same meeting with other minutes; `kept` are the action items of the content that it had before.

        What it is about and who may read it stays, and so do completed action items. Raises `ActionItemUnknown`.
        """
        open_items = {item.id for item in self.action_items if item.completed_on is None}
        if unknown := [each for each in kept if each not in open_items]:
            raise ActionItemUnknown(id=unknown[0])
        completed = tuple(item for item in self.action_items if item.completed_on is not None)
        stays = {"id", "about", "visibility", "recorded_by", "retracted_at"}
        changed = {name: getattr(content, name) for name in Meeting.model_fields if name not in stays}
        changed |= {"action_items": (*completed, *content.action_items), "version": self.version + 1}
        return self.model_copy(update=changed)

    def check(self, covered: Collection[Collection[str]], units: Iterable[Unit], noted: Collection[str] = ()) -> None:
        """Raise a refusal of the minutes: of a day, of a field, or of a unit.

        `covered` are the fields of each agreement that it is about, `units` the registered units in the minutes, and
        `noted` the uncovered fields that they had before: an agreement may cover them by now.
        """
        self._check_days()
        self._check_coverage(covered, noted)
        partners = {unit.id: unit.public_name for unit in units if unit.kind == "partner"}
        if self.recorded_by in partners:
            raise RecorderNotOurs
        if partners and self.visibility == "internal":
            raise PartnerInInternalMeeting(partners=sorted(partners.values()))

    def cautions(self, weekday: Weekday | None) -> tuple[Caution, ...]:
        """A caution if the weekday contradicts the date: one of the two is a mistake."""
        actual = self.held.weekday_unlike(weekday)
        # Not a refusal: only someone who attended knows which of the two is wrong.
        if actual is None or weekday is None:
            return ()
        message = _CONTRADICTION.fill(
            day=self.held.exact, actual=label("weekday", actual), given=label("weekday", weekday)
        )
        return (Caution(code="weekday_contradicts_date", message=message),)

    def _check_days(self) -> None:
        earliest = self.held.earliest
        for item in self.action_items:
            if item.due_on and earliest and item.due_on < earliest:
                raise DueBeforeMeeting(due_on=item.due_on, earliest=earliest)
            if item.completed_on and earliest and item.completed_on < earliest:
                raise CompletedBeforeMeeting(completed_on=item.completed_on, earliest=earliest)

    def _check_coverage(self, covered: Collection[Collection[str]], noted: Collection[str]) -> None:
        # A covered field noted here would wait for an extension that adds it, and no extension could.
        fields = [field for field in self.uncovered_fields if field not in noted]
        already = [field for field in fields if covered and all(field in each for each in covered)]
        if already:
            raise FieldCovered(fields=label_list("field", sorted(already)))


def agreements_among(about: Iterable[Subject]) -> tuple[UUID, ...]:
    """The agreements among the things that a meeting is about."""
    return tuple(subject.id for subject in about if subject.kind == "agreement")
