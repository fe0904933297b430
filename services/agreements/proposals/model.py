"""A proposal of one unit to another: its content, its answer, and the scope item that it becomes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Caution
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Pillar, ProposalAnswer, ProposalDeclineReason, ProposalKind, ProposalState
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, NotFound, WrongState, require_past
from shared.values.reported_days import ReportedDay, Weekday
from shared.values.texts import Text

ProposalPart = Literal["proposed_on", "letter", "document"]
"""A part of a proposal that may be missing."""
ProposalStep = Literal["made", "completed", "interest_expressed", "accepted", "declined", "included"]
"""A step in the life of a proposal."""

PROPOSED = Text("Tanggal pengajuan proposal", "The day of the proposal")
_ANSWERED = Text("Tanggal jawaban", "The day of the answer")
_ANSWERING = Text("Menjawab proposal", "Answering a proposal")
_INCLUDING = Text("Memasukkan proposal ke dalam perjanjian", "Including a proposal in an agreement")
_CONTRADICTION = Text(
    "{day} adalah hari {actual}, bukan {given}. Periksa tanggalnya.",
    "{day} is a {actual}, not a {given}. Check the date.",
)
_ORIGINS: Mapping[ProposalAnswer, tuple[ProposalState, ...]] = {
    "interest_expressed": ("proposed",),
    "accepted": ("proposed", "interest_expressed"),
    "declined": ("proposed", "interest_expressed"),
}
"""The states in which each answer is possible. A welcome is no acceptance: the proposal still waits for one."""


class ProposalNotFound(NotFound):
    """No proposal has the id in the URL."""

    title = Text("Proposal tidak ditemukan", "Proposal not found")
    detail = Text("Tidak ada proposal dengan id {id}.", "No proposal has the id {id}.")


class ProposalSidesUnfit(Invalid):
    """A unit proposes to itself, or none of the two is ours."""

    title = Text("Pihak proposal tidak sesuai", "Sides of the proposal do not fit")
    detail = Text(
        "Proposal diajukan oleh satu unit kepada unit lain, dan salah satunya unit pemasyarakatan.",
        "One unit proposes to another one, and at least one of the two is a unit of corrections.",
    )


class ProposalMeetingUnknown(Invalid):
    """No meeting has the id that the proposal or its answer names."""

    title = Text("Rapat proposal tidak dikenal", "Unknown meeting of the proposal")
    detail = Text("Tidak ada rapat dengan id {id}.", "No meeting has the id {id}.")


class ScopeItemUnknown(Invalid):
    """No scope item between the two units has the id."""

    title = Text("Butir tidak dikenal di antara kedua unit", "Scope item unknown between the two units")
    detail = Text(
        "Butir {id} tidak ada dalam perjanjian yang mencakup kedua unit dan belum gugur atau dibatalkan.",
        "No agreement that concerns both units, and that may still bind them, has the item {id}.",
    )


class AnsweredBeforeProposal(Invalid):
    """The answer is older than the proposal."""

    title = Text("Dijawab sebelum diajukan", "Answered before it was made")
    detail = Text(
        "Proposal dijawab {answered_on}, padahal diajukan paling awal {earliest}.",
        "The proposal was answered on {answered_on}; it was made on {earliest} at the earliest.",
    )


class DeclineReasonMissing(Invalid):
    """A proposal is declined without a reason, or a reason is given with another answer."""

    title = Text("Alasan penolakan tidak sesuai", "Reason for declining does not fit")
    detail = Text(
        'Sebutkan "reason" bila proposal ditolak, dan hanya bila ditolak.',
        'Give "reason" if the proposal is declined, and only then.',
    )


class PartnerAnswerUntraced(Invalid):
    """An answer that is recorded for a partner needs its letter, or the meeting in which it was given."""

    title = Text("Dasar jawaban mitra belum disebut", "Ground of the partner's answer missing")
    detail = Text(
        'Jawaban mitra yang dicatat atas namanya memerlukan "letter" (nomor surat mitra) atau "meeting_id".',
        'An answer recorded for the partner needs "letter" (the number of the partner\'s letter) or "meeting_id".',
    )


class ProposalContent(BaseModel):
    """The content of a proposal. `letter` is the number of the letter, `document` the place where the paper is kept."""

    model_config = ConfigDict(frozen=True)

    title: str
    description: str | None = None
    field: str | None = None
    pillar: Pillar | None = None
    letter: str | None = None
    document: str | None = None


class Answer(BaseModel):
    """An answer with its ground. A reason that is not `disclosed` is not shown to the partner that proposed."""

    model_config = ConfigDict(frozen=True)

    answer: ProposalAnswer
    answered_on: date
    reason: ProposalDeclineReason | None = None
    note: str | None = None
    disclosed: bool = True
    letter: str | None = None
    meeting_id: UUID | None = None

    @property
    def traced(self) -> bool:
        """Whether it names the letter or the meeting in which it was given."""
        return self.letter is not None or self.meeting_id is not None


class ProposalEntry(BaseModel):
    """One step, with the day of an answer; partners are not shown the account."""

    version: int
    step: ProposalStep
    happened_on: date | None
    at: datetime
    account: str | None


class Proposal(BaseModel):
    """A proposal from either side. An accepted one becomes the item `scope_item_id`."""

    id: UUID
    kind: ProposalKind
    made_by: Unit
    made_to: Unit
    content: ProposalContent
    proposed: ReportedDay = ReportedDay()
    meeting_id: UUID | None = None
    state: ProposalState = "proposed"
    answer: Answer | None = None
    scope_item_id: UUID | None = None
    version: int = 1

    @property
    def missing(self) -> tuple[ProposalPart, ...]:
        """The missing parts. A proposal that was made in a meeting on record needs neither letter nor document."""
        unknown: list[ProposalPart] = [] if self.proposed.edtf else ["proposed_on"]
        if self.meeting_id is None:
            papers: tuple[ProposalPart, ...] = ("letter", "document")
            unknown += [part for part in papers if getattr(self.content, part) is None]
        return tuple(unknown)

    @property
    def ours(self) -> Unit:
        """Our unit, which keeps the record; the one that proposes if both are ours."""
        return self.made_to if self.made_by.kind == "partner" else self.made_by

    def check(self) -> None:
        """Raise `ProposalSidesUnfit`."""
        if self.made_by.id == self.made_to.id or self.ours.kind == "partner":
            raise ProposalSidesUnfit

    def put_answer(self, answer: Answer, today: date) -> None:
        """Answer it. Raises `WrongState`, `DeclineReasonMissing`, `DayInTheFuture` or `AnsweredBeforeProposal`."""
        origins = _ORIGINS[answer.answer]
        if self.state not in origins:
            self._refuse(_ANSWERING, origins)
        if (answer.answer == "declined") != (answer.reason is not None):
            raise DeclineReasonMissing
        require_past(_ANSWERED, answer.answered_on, today)
        if self.proposed.earliest and answer.answered_on < self.proposed.earliest:
            raise AnsweredBeforeProposal(answered_on=answer.answered_on, earliest=self.proposed.earliest)
        self.state, self.answer = answer.answer, answer
        self.version += 1

    def include(self, scope_item_id: UUID) -> None:
        """Name the scope item that it becomes. Raises `WrongState` unless it is accepted."""
        if self.state != "accepted":
            self._refuse(_INCLUDING, ("accepted",))
        self.scope_item_id = scope_item_id

    def complete(self, content: ProposalContent, proposed: ReportedDay) -> None:
        """Replace the content and the day of the record."""
        self.content, self.proposed = content, proposed
        self.version += 1

    def cautions(self, weekday: Weekday | None) -> tuple[Caution, ...]:
        """A caution if the weekday contradicts the date: one of the two is a mistake."""
        actual = self.proposed.weekday_unlike(weekday)
        if actual is None or weekday is None:
            return ()
        words = {"actual": label("weekday", actual), "given": label("weekday", weekday)}
        message = _CONTRADICTION.fill(day=self.proposed.exact, **words)
        return (Caution(code="weekday_contradicts_date", message=message),)

    def _refuse(self, operation: Text, allowed: tuple[ProposalState, ...]) -> None:
        raise WrongState(
            operation=operation,
            state=label("proposal_state", self.state),
            allowed=label_list("proposal_state", allowed),
        )
