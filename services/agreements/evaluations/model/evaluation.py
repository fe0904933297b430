"""An evaluation of one or many agreements of a keeper, with a finding and a recommendation for each."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, computed_field

from services.agreements.evaluations.model.answers import FacilityAnswer
from services.agreements.register.model.units import Unit
from shared.values.cooperation import EvaluationRecommendation
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.terms import Zone
from shared.values.texts import Text

EvaluationState = Literal["open", "completed", "cancelled"]
MOST_AGREEMENTS = 200
COMPLETED = Text("Tanggal penyelesaian evaluasi", "The day on which the evaluation was completed")
_CORRECT = Text("Ralat evaluasi", "Correcting the evaluation")
_CHANGE = Text("Perubahan evaluasi", "Changing the evaluation")


class EvaluationNotFound(NotFound):
    """No evaluation has the id in the URL."""

    title = Text("Evaluasi tidak ditemukan", "Evaluation not found")
    detail = Text("Tidak ada evaluasi dengan id {id}.", "No evaluation has the id {id}.")


class EvaluatedAgreementUnfit(Invalid):
    """An agreement was never signed, has another keeper than the others, or is named twice."""

    title = Text("Perjanjian tidak dapat dievaluasi bersama", "Agreements cannot be evaluated together")
    detail = Text(
        "{numbers} belum pernah berlaku, dipegang unit lain, atau disebut dua kali.",
        "{numbers} were never in force, have another keeper, or are named twice.",
    )


class UnderEvaluation(Conflict):
    """Another evaluation of the agreement is open."""

    title = Text("Evaluasi lain masih terbuka", "Another evaluation is open")
    detail = Text(
        "{numbers} sedang dievaluasi. Selesaikan atau batalkan evaluasi itu lebih dahulu.",
        "{numbers} are under evaluation. Complete or cancel that evaluation first.",
    )


class PeriodReversed(Invalid):
    """The period of an evaluation ends before it begins."""

    title = Text("Periode evaluasi terbalik", "Period of the evaluation reversed")
    detail = Text("Periode berakhir {until}, sebelum {since}.", "The period ends on {until}, before {since}.")


class NotEvaluated(Invalid):
    """The agreement is not part of the evaluation."""

    title = Text("Perjanjian tidak termasuk evaluasi ini", "Agreement not in this evaluation")
    detail = Text("Evaluasi ini tidak mencakup perjanjian {id}.", "The evaluation does not cover the agreement {id}.")


class FindingsMissing(Conflict):
    """An agreement of the evaluation has no finding yet."""

    title = Text("Hasil evaluasi belum lengkap", "Findings missing")
    detail = Text(
        "Belum ada hasil untuk {numbers}. Isi hasil setiap perjanjian lebih dahulu.",
        "There are no findings for {numbers}. Record those of each agreement first.",
    )


class ReasonForEnd(Invalid):
    """A recommendation to end or to change an agreement names no reason."""

    title = Text("Alasan rekomendasi belum ada", "Reason of the recommendation missing")
    detail = Text(
        "Sebutkan alasan untuk rekomendasi {recommendation}.", "Name the reason to recommend: {recommendation}."
    )


class Figures(BaseModel):
    """Counts of one agreement in the period: sessions, and dues by their state on the last day of the period."""

    sessions: int = 0
    dues: int = 0
    fulfilled: int = 0
    overdue: int = 0
    waived: int = 0


class Finding(BaseModel):
    """The finding about one agreement. Scores are from 1 (poor) to 5 (very good), of our side and of the partner."""

    agreement_id: UUID
    registration_number: str
    title: str
    finding: str | None = None
    recommendation: EvaluationRecommendation | None = None
    reason: str | None = None
    score_ours: int | None = Field(None, ge=1, le=5)
    score_partner: int | None = Field(None, ge=1, le=5)
    partner_letter: str | None = None
    figures: Figures | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it has a finding and a recommendation."""
        return self.finding is not None and self.recommendation is not None


class Evaluation(BaseModel):
    """An evaluation of a period. What is completed does not change; a correction is a further edition."""

    id: UUID
    title: str
    keeper: Unit
    zone: Zone
    period_from: date
    period_until: date
    due_on: date
    meeting_id: UUID | None = None
    state: EvaluationState = "open"
    opened_on: date
    completed_on: date | None = None
    cancel_reason: str | None = None
    findings: tuple[Finding, ...] = ()
    answers: tuple[FacilityAnswer, ...] = ()
    edition: int = 1
    version: int = 1

    @computed_field  # type: ignore[prop-decorator]
    @property
    def complete(self) -> int:
        """The number of agreements that have a finding."""
        return sum(finding.is_complete for finding in self.findings)

    def put_finding(self, given: Finding) -> None:
        """Record the finding about one agreement. Raises `WrongState`, `NotEvaluated` or `ReasonForEnd`."""
        self._require_open()
        self._put(given)

    def _put(self, given: Finding) -> None:
        known = {finding.agreement_id: finding for finding in self.findings}
        if given.agreement_id not in known:
            raise NotEvaluated(id=given.agreement_id)
        if given.recommendation in ("addend", "end") and given.reason is None:
            raise ReasonForEnd(recommendation=label("evaluation_recommendation", given.recommendation))
        kept = known[given.agreement_id]
        named = {"registration_number": kept.registration_number, "title": kept.title}
        known[given.agreement_id] = given.model_copy(update=named)
        self.findings = tuple(known.values())

    def finish(self, day: date, figures: dict[UUID, Figures], answers: Iterable[FacilityAnswer] = ()) -> None:
        """Complete it with the counts and answers of that moment. Raises `WrongState` or `FindingsMissing`."""
        self._require_open()
        missing = [finding.registration_number for finding in self.findings if not finding.is_complete]
        if missing:
            raise FindingsMissing(numbers=missing)
        self._keep(day, figures, answers)

    def correct(
        self, day: date, given: Iterable[Finding], figures: dict[UUID, Figures], answers: Iterable[FacilityAnswer]
    ) -> None:
        """Complete a further edition of it. Raises `WrongState`, `NotEvaluated` or `ReasonForEnd`."""
        if self.state != "completed":
            completed = label("evaluation_state", "completed")
            raise WrongState(operation=_CORRECT, state=label("evaluation_state", self.state), allowed=[completed])
        for finding in given:
            self._put(finding)
        self.edition += 1
        self._keep(day, figures, answers)

    def _keep(self, day: date, figures: dict[UUID, Figures], answers: Iterable[FacilityAnswer]) -> None:
        self.state, self.completed_on, self.answers = "completed", day, tuple(answers)
        self.findings = tuple(
            finding.model_copy(update={"figures": figures.get(finding.agreement_id, Figures())})
            for finding in self.findings
        )

    def cancel(self, reason: str) -> None:
        """Give it up. Raises `WrongState`."""
        self._require_open()
        self.state, self.cancel_reason = "cancelled", reason

    def _require_open(self) -> None:
        if self.state != "open":
            opened = label("evaluation_state", "open")
            raise WrongState(operation=_CHANGE, state=label("evaluation_state", self.state), allowed=[opened])


class Candidate(BaseModel):
    """An agreement that may be evaluated: its keeper and number, and whether it was in force and is free."""

    id: UUID
    keeper_id: UUID
    registration_number: str
    was_in_force: bool
    is_open_elsewhere: bool


def require_evaluable(named: Collection[UUID], found: Collection[Candidate]) -> None:
    """Raise `EvaluatedAgreementUnfit` or `UnderEvaluation` unless these agreements can be evaluated together."""
    keepers = {each.keeper_id for each in found}
    first = next(iter(found)).keeper_id if found else None
    unfit = [each.registration_number for each in found if not each.was_in_force or each.keeper_id != first]
    if unfit or len(keepers) > 1 or len(set(named)) != len(list(named)):
        raise EvaluatedAgreementUnfit(numbers=unfit or [each.registration_number for each in found])
    taken = [each.registration_number for each in found if each.is_open_elsewhere]
    if taken:
        raise UnderEvaluation(numbers=taken)


def require_period(since: date, until: date) -> None:
    """Raise `PeriodReversed`."""
    if until < since:
        raise PeriodReversed(since=since, until=until)
