"""A study visit: its request, the answer, the record, and the plans that follow from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from services.programs.program.model.parts import Facility
from services.programs.program.model.refusals import DayTooEarly, ProgramUnknown
from services.programs.visits.model.adoption import Adoption, Check, VisitProgram, require_plan_days
from services.programs.visits.model.parts import ActionItem, NewTask, Programs, Topic, VisitRecord
from services.programs.visits.model.refusals import (
    AdoptionNotFound,
    AdoptionPlannedBefore,
    DayTooSoon,
    ProgramNotVisited,
    TopicsUnanswered,
    VisitTaskNotFound,
    VisitToItself,
)
from shared.values.cooperation import VisitCancelReason, VisitDeclineReason, VisitSide, VisitState
from shared.values.ids import new_id
from shared.values.labels import label, label_list
from shared.values.refusals import WrongState, require_past
from shared.values.texts import Text

HELD = Text("Tanggal kunjungan", "The day of the visit")
PLANNED_DAY = Text("Tanggal rencana kunjungan", "The planned day of the visit")
CANCELLED_DAY = Text("Tanggal pembatalan", "The day of the cancellation")
REQUESTED = Text("hari permintaannya", "the day of its request")

ANSWERING = Text("Jawaban atas permintaan kunjungan", "Answering a request for a visit")
RECORDING = Text("Pencatatan kunjungan", "Recording a visit")
CANCELLING = Text("Pembatalan kunjungan", "Calling off a visit")
ADOPTING = Text("Rencana replikasi", "Planning an adoption")


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Which side called a visit off, on which day, and why."""

    cancelled_by: VisitSide
    cancelled_on: date
    reason: VisitCancelReason


@dataclass(frozen=True, slots=True)
class VisitTarget:
    """Which facility visits which."""

    host_id: UUID
    guest_id: UUID


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """The two facilities, what the guest comes to see, the day and the time that it asks for, and its letter."""

    host: Facility
    guest: Facility
    topics: tuple[Topic, ...]
    planned_on: date | None = None
    starts_at: time | None = None
    letter: str | None = None


@dataclass(slots=True)
class Visit:
    """A visit of one facility to another; its days are those of the host.

    `requested_on` is None for a visit that took place without a request here. `planned_on` is the day that the guest
    asked for, and then the one that the host has agreed to.
    """

    id: UUID
    host: Facility
    guest: Facility
    topics: tuple[Topic, ...]
    requested_on: date | None = None
    letter: str | None = None
    planned_on: date | None = None
    starts_at: time | None = None
    state: VisitState = "requested"
    decline_reason: VisitDeclineReason | None = None
    cancellation: Cancellation | None = None
    record: VisitRecord | None = None
    action_items: tuple[ActionItem, ...] = ()
    adoptions: tuple[Adoption, ...] = field(default=())
    version: int = 1

    @classmethod
    def request(cls, plan: VisitPlan, today: date) -> "Visit":
        """Request a visit. Raises `VisitToItself` or `DayTooSoon`."""
        require_day_to_come(plan.planned_on, today)
        visit = cls._of(plan)
        visit.requested_on, visit.letter = today, plan.letter
        visit.planned_on, visit.starts_at = plan.planned_on, plan.starts_at
        return visit

    @classmethod
    def register(
        cls, plan: VisitPlan, record: VisitRecord, tasks: Sequence[NewTask], known: Collection[UUID]
    ) -> "Visit":
        """A visit that took place without a request here; `known` are the host's programs among those it names.

        Raises `VisitToItself`, `ProgramUnknown` or `DayTooSoon`.
        """
        visit = cls._of(plan)
        require_known([each for topic in plan.topics for each in topic.programs], known)
        visit._take(record, tasks, known)
        return visit

    @property
    def programs(self) -> tuple[UUID, ...]:
        """The host's programs that the visit was about, each once."""
        bound = (each for topic in self.topics for each in topic.programs)
        return tuple(dict.fromkeys((*bound, *(self.record.inspected_programs if self.record else ()))))

    def facility(self, side: VisitSide) -> Facility:
        """The facility of one side."""
        return self.host if side == "host" else self.guest

    def agree(
        self,
        planned_on: date,
        starts_at: time | None,
        programs: Sequence[Programs],
        known: Collection[UUID],
        today: date,
    ) -> None:
        """The host agrees to a day, and names its programs for each topic.

        Raises `WrongState`, `DayTooSoon`, `TopicsUnanswered` or `ProgramUnknown`.
        """
        self._require(ANSWERING, "requested")
        require_day_to_come(planned_on, today)
        if len(programs) != len(self.topics):
            raise TopicsUnanswered(number=len(self.topics))
        require_known([each for named in programs for each in named], known)
        self.topics = tuple(
            topic.model_copy(update={"programs": tuple(dict.fromkeys(named))})
            for topic, named in zip(self.topics, programs, strict=True)
        )
        self.planned_on, self.starts_at = planned_on, starts_at
        self._move("agreed")

    def decline(self, reason: VisitDeclineReason) -> None:
        """The host receives no visit. Raises `WrongState`."""
        self._require(ANSWERING, "requested")
        self.decline_reason = reason
        self._move("declined")

    def cancel(self, cancellation: Cancellation, today: date) -> None:
        """One side calls the visit off. Raises `WrongState`, `DayInTheFuture` or `DayTooEarly`."""
        self._require(CANCELLING, "requested", "agreed")
        require_past(CANCELLED_DAY, cancellation.cancelled_on, today)
        self._require_after_request(cancellation.cancelled_on)
        self.cancellation = cancellation
        self._move("cancelled")

    def hold(self, record: VisitRecord, tasks: Sequence[NewTask], known: Collection[UUID]) -> None:
        """Record that it took place. Raises `WrongState`, `DayTooEarly`, `DayTooSoon` or `ProgramUnknown`."""
        self._require(RECORDING, "agreed")
        # An uncertain day may be any up to its latest one.
        if record.held.latest:
            self._require_after_request(record.held.latest)
        self._take(record, tasks, known)
        self.version += 1

    def complete(self, action_item_id: UUID, completed_on: date, today: date) -> ActionItem:
        """Complete an action item. Raises `VisitTaskNotFound`, `WrongState` or `DayInTheFuture`."""
        found = next((each for each in self.action_items if each.id == action_item_id), None)
        if found is None:
            raise VisitTaskNotFound(id=action_item_id)
        done = found.complete(completed_on, today)
        self.action_items = tuple(done if each.id == done.id else each for each in self.action_items)
        self.version += 1
        return done

    def adopt(self, adoption: Adoption, today: date) -> None:
        """The guest plans to adopt the practice of a program that the visit was about.

        Raises `WrongState`, `ProgramNotVisited`, `AdoptionPlannedBefore` or a refusal of the days.
        """
        self._require(ADOPTING, "held")
        visited_on = self.record.held.earliest if self.record else None
        require_plan_days(adoption.planned_on, adoption.adopt_by, visited_on, today)
        if adoption.from_program not in self.programs:
            raise ProgramNotVisited(id=adoption.from_program)
        code = adoption.practice.version.code
        if any(each.open and each.practice.version.code == code for each in self.adoptions):
            raise AdoptionPlannedBefore(practice=adoption.practice.title)
        self.adoptions = (*self.adoptions, adoption)
        self.version += 1

    def begin_adoption(self, adoption_id: UUID, program: VisitProgram) -> Adoption:
        """The guest has a program that adopts the practice.

        Raises `AdoptionNotFound`, `ProgramUnknown`, `WrongState` or `PracticeDiffers`.
        """
        adoption = self.adoption(adoption_id)
        require_known([program.id], [program.id] if program.facility_id == self.guest.id else ())
        return self._replace(adoption.begin(program))

    def check_adoption(self, adoption_id: UUID, check: Check, today: date, sessions: int) -> Adoption:
        """Record whether the practice was adopted. Raises `AdoptionNotFound` or a refusal of the check."""
        return self._replace(self.adoption(adoption_id).checked(check, today, sessions))

    def adoption(self, adoption_id: UUID) -> Adoption:
        """One of its plans. Raises `AdoptionNotFound`."""
        found: Mapping[UUID, Adoption] = {each.id: each for each in self.adoptions}
        if adoption_id not in found:
            raise AdoptionNotFound(id=adoption_id)
        return found[adoption_id]

    @classmethod
    def _of(cls, plan: VisitPlan) -> "Visit":
        if plan.host.id == plan.guest.id:
            raise VisitToItself
        return cls(new_id(), plan.host, plan.guest, plan.topics)

    def _take(self, record: VisitRecord, tasks: Sequence[NewTask], known: Collection[UUID]) -> None:
        require_known(record.inspected_programs, known)
        earliest = record.held.earliest
        for task in tasks:
            if task.due_on and earliest and task.due_on < earliest:
                raise DayTooSoon(name=Text("Tenggat tindak lanjut", "The due day"), day=task.due_on, earliest=earliest)
        self.record = record
        self.action_items = tuple(ActionItem(id=new_id(), **task.model_dump()) for task in tasks)
        self.state = "held"

    def _replace(self, adoption: Adoption) -> Adoption:
        self.adoptions = tuple(adoption if each.id == adoption.id else each for each in self.adoptions)
        self.version += 1
        return adoption

    def _require_after_request(self, day: date) -> None:
        if self.requested_on and day < self.requested_on:
            raise DayTooEarly(day=day, earliest=self.requested_on, what=REQUESTED)

    def _require(self, operation: Text, *allowed: VisitState) -> None:
        if self.state not in allowed:
            state = label("visit_state", self.state)
            raise WrongState(operation=operation, state=state, allowed=label_list("visit_state", allowed))

    def _move(self, state: VisitState) -> None:
        self.state = state
        self.version += 1


def require_day_to_come(planned_on: date | None, today: date) -> None:
    """Raise `DayTooSoon` for a planned day that is over."""
    if planned_on and planned_on < today:
        raise DayTooSoon(name=PLANNED_DAY, day=planned_on, earliest=today)


def require_known(named: Sequence[UUID], known: Collection[UUID]) -> None:
    """Raise `ProgramUnknown` for a program that is not one of the facility's."""
    for program_id in named:
        if program_id not in known:
            raise ProgramUnknown(id=program_id)
