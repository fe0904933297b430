"""A ceremony: agreements that are signed together. Its states, its list and its closing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.ceremonies.model.listing import (
    Agreements,
    in_order,
    replaced_of,
    require_guests,
    require_listable,
    require_opening,
)
from services.agreements.ceremonies.model.parts import Entry, ListedAgreement, OpeningProgram
from services.agreements.ceremonies.model.reconciling import Reconciliation
from services.agreements.ceremonies.model.refusals import (
    AgreementsUndecided,
    CeremonyDayOver,
    CeremonyKeeperUnfit,
    GuestUnknown,
    ListedAgreementUnknown,
    ListEmpty,
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
INVITE = CeremonyStep(("preparing",), Text("Mengundang ke acara", "Inviting to the ceremony"))
OPEN = CeremonyStep(("preparing",), Text("Membuka acara", "Opening the ceremony"))
CALL_OFF = CeremonyStep(("preparing",), Text("Membatalkan acara", "Calling the ceremony off"))
SIGN = CeremonyStep(("open",), Text("Mencatat tanda tangan", "Recording a signature"))
MARK = CeremonyStep(("open",), Text("Memberi keterangan", "Marking an agreement"))
CLOSE = CeremonyStep(("open",), Text("Menutup acara", "Closing the ceremony"))


class Ceremony(BaseModel):
    """A ceremony with its list; `last_order_number` is that of the latest signature of a partner.

    Its guests are further units of ours, which put their own agreements on the list.
    """

    id: UUID
    keeper: Unit
    guests: tuple[Unit, ...] = ()
    zone: Zone
    title: str
    prepared_on: date
    planned_on: date
    invited_on: date | None = None
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
        agreements: Agreements,
        **plan: Any,
    ) -> None:
        """Set the plan and the list. Raises `WrongState` or a refusal of the guests or of the list."""
        PREPARE.require(self.state)
        if self.keeper.kind == "partner":
            raise CeremonyKeeperUnfit(name=self.keeper.public_name)
        for name, value in plan.items():
            setattr(self, name, value)
        require_guests(self.keeper, self.guests)
        units = {each.id for each in self.units}
        kept = {each.agreement_id: each for each in self.entries if each.keeper_id in units}
        require_listable(self.keeper, listed, kept, agreements)
        require_opening(self.keeper, opens, self.opens, listed, agreements)
        self.entries = in_order((agreements[each.agreement_id].keeper.id, each) for each in listed)
        self.opens = tuple(opens)

    def enlist(
        self, unit: Unit, listed: Sequence[ListedAgreement], opens: Sequence[OpeningProgram], agreements: Agreements
    ) -> None:
        """Replace the agreements of one unit; new ones come last. Raises `WrongState` or a refusal of the list."""
        PREPARE.require(self.state)
        own = {each.agreement_id: each for each in self.entries if each.keeper_id == unit.id}
        require_listable(unit, listed, own, agreements)
        require_opening(unit, opens, (), listed, agreements)
        self.entries = in_order(replaced_of(unit, self.entries, listed))
        self.opens = (*(each for each in self.opens if each.agreement_id not in own), *opens)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The keeper and the guests: the units that sign for their own agreements."""
        return (self.keeper, *self.guests)

    def unit(self, unit_id: UUID | None) -> Unit:
        """One of them; the keeper if none is named. Raises `GuestUnknown`."""
        found = next((each for each in self.units if unit_id in (None, each.id)), None)
        if found is None:
            raise GuestUnknown(id=unit_id)
        return found

    def entry(self, agreement_id: UUID) -> Entry:
        """The entry of an agreement. Raises `ListedAgreementUnknown`."""
        found = next((each for each in self.entries if each.agreement_id == agreement_id), None)
        if found is None:
            raise ListedAgreementUnknown(id=agreement_id)
        return found

    def invite(self, today: date) -> None:
        """Note that its units are invited. Raises `WrongState`, `ListEmpty` or `CeremonyDayOver`."""
        INVITE.require(self.state)
        if not self.entries:
            raise ListEmpty
        if self.planned_on < today:
            raise CeremonyDayOver(planned_on=self.planned_on)
        self.invited_on = today

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
