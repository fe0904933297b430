"""A ceremony: agreements of one keeper that are signed together. Its states, its list and its closing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.states import MOVES as MOVES_OF_AGREEMENT
from services.agreements.ceremonies.model.parts import Entry, ListedAgreement, OpeningProgram
from services.agreements.ceremonies.model.reconciling import Reconciliation
from services.agreements.ceremonies.model.refusals import (
    AgreementListedTwice,
    AgreementNotForSigning,
    AgreementOfAnotherKeeper,
    AgreementsUndecided,
    CeremonyKeeperUnfit,
    ListedAgreementUnknown,
    ListEmpty,
    OpeningItemUnknown,
)
from services.agreements.meetings.model.parts import Seat
from services.agreements.register.model.units import Unit
from shared.values.cooperation import CeremonyState
from shared.values.labels import label, label_list
from shared.values.refusals import WrongState
from shared.values.terms import ClockTime, Zone
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class CeremonyStep:
    """The states in which a step is possible, and its name for people."""

    states: tuple[CeremonyState, ...]
    name: Text

    def require(self, state: CeremonyState) -> None:
        """Raise `WrongState` unless the step is possible."""
        if state not in self.states:
            raise WrongState(
                operation=self.name,
                state=label("ceremony_state", state),
                allowed=label_list("ceremony_state", self.states),
            )


PREPARE = CeremonyStep(("preparing",), Text("Mengubah persiapan", "Changing the preparation"))
RESERVE = CeremonyStep(("preparing", "open"), Text("Memesan nomor naskah", "Reserving document numbers"))
OPEN = CeremonyStep(("preparing",), Text("Membuka acara", "Opening the ceremony"))
CALL_OFF = CeremonyStep(("preparing",), Text("Membatalkan acara", "Calling the ceremony off"))
SIGN = CeremonyStep(("open",), Text("Mencatat tanda tangan", "Recording a signature"))
MARK = CeremonyStep(("open",), Text("Memberi keterangan", "Marking an agreement"))
CLOSE = CeremonyStep(("open",), Text("Menutup acara", "Closing the ceremony"))


class Ceremony(BaseModel):
    """A ceremony with its list; `last_order_number` is that of the latest signature of a partner."""

    id: UUID
    keeper: Unit
    zone: Zone
    title: str
    planned_on: date
    begins_at: ClockTime | None = None
    venue: str | None = None
    speakers: tuple[Seat, ...] = ()
    witnesses: tuple[Seat, ...] = ()
    state: CeremonyState = "preparing"
    held_on: date | None = None
    reason: str | None = None
    entries: tuple[Entry, ...] = ()
    opens: tuple[OpeningProgram, ...] = ()
    reconciliation: Reconciliation | None = None
    last_order_number: int = 0
    version: int = 1

    def prepare(
        self,
        listed: Sequence[ListedAgreement],
        opens: Sequence[OpeningProgram],
        agreements: Mapping[UUID, Agreement],
        **plan: Any,
    ) -> None:
        """Set the plan and the list. Raises `WrongState` or a refusal of the list."""
        PREPARE.require(self.state)
        if self.keeper.kind == "partner":
            raise CeremonyKeeperUnfit(name=self.keeper.public_name)
        self._check_list(listed, agreements)
        _check_opening(opens, listed, agreements)
        for name, value in plan.items():
            setattr(self, name, value)
        self.entries = tuple(Entry(ordinal=number, **dict(each)) for number, each in enumerate(listed, start=1))
        self.opens = tuple(opens)

    def entry(self, agreement_id: UUID) -> Entry:
        """The entry of an agreement. Raises `ListedAgreementUnknown`."""
        found = next((each for each in self.entries if each.agreement_id == agreement_id), None)
        if found is None:
            raise ListedAgreementUnknown(id=agreement_id)
        return found

    def open(self, today: date) -> None:
        """Open the ceremony on its day. Raises `WrongState` or `ListEmpty`."""
        OPEN.require(self.state)
        if not self.entries:
            raise ListEmpty
        self.state, self.held_on = "open", today

    def call_off(self, reason: str) -> None:
        """Call off a ceremony that was not opened. Raises `WrongState`."""
        CALL_OFF.require(self.state)
        self.state, self.reason = "called_off", reason

    def close(
        self, signed: Collection[UUID], numbers: Mapping[UUID, str], papers: int, note: str | None
    ) -> Reconciliation:
        """Close the ceremony; `signed` are the agreements that all parties have signed, `numbers` those for people.

        Raises `WrongState`, `AgreementsUndecided` or `PapersDiffer`.
        """
        CLOSE.require(self.state)
        undecided = [
            numbers[each.agreement_id] for each in self.entries if each.agreement_id not in signed and each.mark is None
        ]
        if undecided:
            raise AgreementsUndecided(count=len(undecided), numbers=undecided)
        self.entries = tuple(
            each.model_copy(update={"outcome": "signed" if each.agreement_id in signed else each.mark})
            for each in self.entries
        )
        found = Reconciliation.of((each.outcome for each in self.entries), papers, note)
        self.state, self.reconciliation = "held", found
        return found

    @property
    def opening_now(self) -> list[OpeningProgram]:
        """The programs that open: those of agreements that were signed."""
        signed = {each.agreement_id for each in self.entries if each.outcome == "signed"}
        return [each for each in self.opens if each.agreement_id in signed]

    def _check_list(self, listed: Sequence[ListedAgreement], agreements: Mapping[UUID, Agreement]) -> None:
        def numbers(ids: Collection[UUID]) -> list[str]:
            return sorted(agreements[each].registration_number for each in ids)

        counted = Counter(each.agreement_id for each in listed)
        if twice := [each for each, count in counted.items() if count > 1]:
            raise AgreementListedTwice(numbers=numbers(twice))
        if foreign := [each for each in counted if agreements[each].keeper.id != self.keeper.id]:
            raise AgreementOfAnotherKeeper(numbers=numbers(foreign), keeper=self.keeper.name)
        signable = MOVES_OF_AGREEMENT["sign_in_part"].origins
        if others := [each for each in counted if agreements[each].document_state not in signable]:
            raise AgreementNotForSigning(numbers=numbers(others))


def _check_opening(
    opens: Sequence[OpeningProgram], listed: Sequence[ListedAgreement], agreements: Mapping[UUID, Agreement]
) -> None:
    ids = {each.agreement_id for each in listed}
    programs = {(id_, item.id) for id_ in ids for item in agreements[id_].scope_items if item.delivery == "program"}
    for each in opens:
        if (each.agreement_id, each.scope_item_id) not in programs:
            raise OpeningItemUnknown(id=each.scope_item_id)
