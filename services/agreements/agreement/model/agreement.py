"""The aggregate. A signed agreement is never edited: only a successor, its end or the calendar changes its effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, PrivateAttr

from services.agreements.agreement.model.parties import check_agencies, check_parties, principals_of
from services.agreements.agreement.model.parts import DocumentNumber, Party, Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import require_traced
from services.agreements.agreement.model.states import (
    MOVES,
    DocumentState,
    DraftIncomplete,
    MoveName,
    SignaturesOutstanding,
    StateToday,
    state_on,
)
from services.agreements.agreement.model.terms import (
    FixedTerm,
    InForce,
    OpenTerm,
    RunningTerm,
    TermClause,
    in_force_days,
)
from services.agreements.register.model.units import Unit
from shared.values.cooperation import (
    Confidence,
    Instrument,
    Level,
    RegistrationSource,
    RenewalOccasion,
    TerminationGround,
)
from shared.values.labels import label
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.terms import Zone
from shared.values.texts import Text


class AgreementNotFound(NotFound):
    """No agreement has the id in the URL."""

    title = Text("Perjanjian tidak ditemukan", "Agreement not found")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


class AgreementNotThen(NotFound):
    """On that day nothing of the agreement had happened."""

    title = Text("Belum ada pada hari itu", "Not there on that day")
    detail = Text(
        "Pada {day} perjanjian ini belum ada. Pilih hari yang lebih kemudian.",
        "On {day} nothing of this agreement had happened. Choose a later day.",
    )


class AgreementUnknown(Invalid):
    """The request names an agreement that does not exist."""

    title = Text("Perjanjian tidak dikenal", "Unknown agreement")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


class UmbrellaOfItself(Invalid):
    """An agreement is named as its own umbrella."""

    title = Text("Payung dari dirinya sendiri", "Umbrella of itself")
    detail = Text(
        "Perjanjian tidak dapat menjadi payung dari dirinya sendiri. Sebutkan perjanjian lain, atau kosongkan.",
        "An agreement can't be its own umbrella. Name another one, or leave it empty.",
    )


class SecondAccountNeeded(Denied):
    """Four eyes: the account that wrote the text may not do this as well."""

    title = Text("Perlu akun kedua", "Second account needed")
    detail = Text(
        "Akun yang menyusun naskah tidak dapat melakukan langkah ini. Mintalah pejabat lain.",
        "The account that wrote the text may not take this step. Ask another official.",
    )


class DocumentDateSettled(Conflict):
    """All have signed the document with another date; a slip is corrected by an erratum."""

    title = Text("Tanggal naskah sudah pasti", "Date of the document settled")
    detail = Text(
        "Naskah yang ditandatangani semua pihak bertanggal {known}.",
        "The document that all parties have signed is dated {known}.",
    )


class BeginsBeforePredecessor(Invalid):
    """An extension begins on the first day of its predecessor or earlier."""

    title = Text("Mulai sebelum perjanjian yang diperpanjang", "Begins before its predecessor")
    detail = Text(
        "Perpanjangan mulai {begins}; perjanjian sebelumnya baru mulai {before}.",
        "The extension begins on {begins}; the agreement before it begins on {before}.",
    )


@dataclass(frozen=True, slots=True)
class Transition:
    """One entry of the history: a move from one state to another, and the day on which it happened if known."""

    move: MoveName
    from_state: DocumentState | None
    to_state: DocumentState
    reason: str | None
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The ground and the last day of an early end, and the day and the party of a notice."""

    ground: TerminationGround
    last_day: date
    noticed_on: date | None = None
    noticed_by: UUID | None = None


class Agreement(BaseModel):
    """An agreement with everything that its rules need. Its line is its own id, or its predecessor's line."""

    id: UUID
    line_id: UUID
    predecessor_id: UUID | None = None
    umbrella_id: UUID | None = None
    registration_number: str
    # A nota kesepakatan has its plan of action as an annex (PP 28/2018 art. 46), so it needs no PKS under it.
    instrument: Instrument
    # The name that the paper itself uses, if it is another one.
    called: str | None = None
    level: Level
    keeper: Unit
    title: str
    term: TermClause | None = None
    legal_basis: str | None = None
    funding: str | None = None
    zone: Zone
    parties: tuple[Party, ...]
    runs_at: tuple[Unit, ...] = ()
    scope_items: tuple[ScopeItem, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    signatures: tuple[Signature, ...] = ()
    document_state: DocumentState = "drafting"
    signing_planned_on: date | None = None
    sign_before: date | None = None
    dated_on: date | None = None
    signed_on: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    # Of a signed agreement: the day that was named by a notice.
    ended_on: date | None = None
    termination_ground: TerminationGround | None = None
    # The day on which a notice of the end was given, and the party that gave it, if one did alone.
    noticed_on: date | None = None
    noticed_by: UUID | None = None
    renewal_occasion: RenewalOccasion | None = None
    registered_source: RegistrationSource | None = None
    confidence: Confidence | None = None
    version: int = 1
    # Private, so that neither a dump nor an answer made from one contains it.
    _history: list[Transition] = PrivateAttr(default_factory=list)

    @property
    def principals(self) -> list[Party]:
        """The parties that have to review and sign it; nothing waits for the others."""
        return principals_of(self.parties)

    @property
    def partners(self) -> list[Unit]:
        """The partners among the parties."""
        return [party.unit for party in self.parties if party.unit.kind == "partner"]

    @property
    def public_title(self) -> str:
        """The title for events. With a person as partner it is made from instrument, facility and field."""
        if not any(unit.is_person for unit in self.partners):
            return self.title
        places = ", ".join(unit.name for unit in self.runs_at) or self.keeper.name
        fields = ", ".join(dict.fromkeys(item.field_name or item.field for item in self.scope_items))
        words = [label("instrument", self.instrument).id, places, fields]
        return " – ".join(word for word in words if word)

    @property
    def in_force(self) -> InForce | None:
        """The days on which it is in force; None before the last signature."""
        if self.in_force_from is None:
            return None
        return InForce(in_force_from=self.in_force_from, in_force_until=self.in_force_until)

    @property
    def blocking(self) -> list[str]:
        """The missing parts that hold up a review."""
        # Early agreements often lack dates, numbers and papers. They must still be recorded, so only these two block.
        return [name for name in ("term", "scope_items") if not getattr(self, name)]

    @property
    def missing(self) -> list[str]:
        """All missing parts: those that hold up a review, those that do not, and document numbers by party."""
        # A signed document cannot get a legal basis or a funding clause any more.
        loose = [name for name in ("legal_basis", "funding") if self.in_force is None and not getattr(self, name)]
        numbered = {number.party_id for number in self.numbers}
        signed = [party for party in self.principals if self.has_signed(party) or self.registered_source]
        numbers = [f"document_number:{party.id}" for party in signed if party.id not in numbered]
        days = ("dated_on", "signed_on") if self.registered_source else ()
        unknown = [name for name in days if getattr(self, name) is None]
        return [*self.blocking, *loose, *unknown, *numbers]

    @property
    def outstanding(self) -> int:
        """The number of principals that have not signed."""
        return sum(not self.has_signed(party) for party in self.principals)

    @property
    def agreed_term(self) -> FixedTerm | RunningTerm | OpenTerm:
        """The term. Raises `DraftIncomplete` for a draft that has none yet."""
        if self.term is None:
            raise DraftIncomplete(missing=[label("draft_part", "term")])
        return self.term

    @property
    def days_in_force(self) -> InForce:
        """The days on which it is in force. Raises `SignaturesOutstanding` before the last signature."""
        if self.in_force is None:
            raise SignaturesOutstanding(count=self.outstanding)
        return self.in_force

    @property
    def last_signed_on(self) -> date:
        """The day of the last principal's signature; `date.min` before the first."""
        principals = {party.id for party in self.principals}
        return max((s.signed_on for s in self.signatures if s.party_id in principals), default=date.min)

    @property
    def history(self) -> list[Transition]:
        """The moves made since the agreement was loaded, for its history."""
        return self._history

    def desk_of(self, party: Party) -> Unit:
        """The unit whose desk acts for a party: one of ours for itself, and the keeper for a partner."""
        return party.unit if party.is_ours else self.keeper

    def signatures_of(self, party: Party) -> list[Signature]:
        """The valid signatures of a party, in their order."""
        return [signature for signature in self.signatures if signature.party_id == party.id]

    def has_signed(self, party: Party) -> bool:
        """Whether all who have to sign for a party have signed."""
        return len(self.signatures_of(party)) >= party.signers

    def state_on(self, day: date) -> StateToday:
        """The document's state on a day in the keeper's zone."""
        return state_on(day, self.document_state, self.in_force)

    def begin(self, name: MoveName, happened_on: date | None = None) -> None:
        """Begin as exploration, draft or registered. Raises a refusal if the parties or the scope are wrong."""
        self._check()
        to = MOVES[name].to or self.document_state
        self.document_state = to
        self._history.append(Transition(name, None, to, None, happened_on))

    def require(self, name: MoveName) -> None:
        """Raise `WrongState`, or the refusal of the move's guard, unless the move is possible now."""
        MOVES[name].check(self, self.document_state)

    def move(self, name: MoveName, reason: str | None = None, happened_on: date | None = None) -> None:
        """Go from one state to another. Raises `WrongState` or the refusal of the move's guard."""
        self.require(name)
        self._go(name, MOVES[name].to or self.document_state, reason, happened_on)

    def rewrite(self, parties: Sequence[Party], scope: Sequence[ScopeItem], **content: Any) -> None:
        """Change parties, scope and other content of the draft. Raises `WrongState` or a refusal of the new content."""
        # This move does not change the state: it refuses an agreement that is no longer a draft, and is recorded.
        self.move("change")
        for name, value in content.items():
            setattr(self, name, value)
        self.parties, self.scope_items = tuple(parties), tuple(scope)
        self._check()

    def reopen(self, reason: str) -> None:
        """Make a validated text a draft again; the plan to sign is given up, and with it the day on which it lapses."""
        self.move("reopen", reason)
        self.signing_planned_on = self.sign_before = None

    def plan_signing(self, day: date | None, reason: str | None = None) -> None:
        """Set or move the day of signing; without a day the plan is given up and the text stays validated."""
        if self._signed_in_part:
            self.move("move_plan", reason)
        else:
            self.require("plan_signing")
            self._go("plan_signing", "awaiting_signature" if day else "validated", reason)
        self.signing_planned_on = day

    def put_signature(self, party: Party, signature: Signature) -> bool:
        """Add a signature; returns whether it was the last one that the agreement waited for."""
        self.signatures = (*self.signatures, signature)
        if party.role != "principal":
            self.move("acknowledge", happened_on=signature.signed_on)
            return False
        # Parties sign in stages. Each signature is recorded in the history, also if the state stays partially signed.
        if self.outstanding:
            self.move("sign_in_part", happened_on=signature.signed_on)
            return False
        self.move("sign", happened_on=signature.signed_on)
        self._settle_term()
        return True

    def date_document(self, day: date) -> None:
        """The date that the document bears. Raises `DocumentDateSettled` if all have signed it with another one."""
        if self.in_force is None:
            self.dated_on = day
        elif day != (known := self.dated_on or self.last_signed_on):
            raise DocumentDateSettled(known=known)

    def terminate(self, ending: "Ending", reason: str, today: date) -> bool:
        """End a signed agreement, or give notice of an end to come; returns whether it has ended."""
        self.require("terminate")
        self.ended_on, self.termination_ground = ending.last_day, ending.ground
        self.noticed_on, self.noticed_by = ending.noticed_on, ending.noticed_by
        if ending.last_day >= today:
            self.move("give_notice", reason, ending.noticed_on)
            return False
        self.move("terminate", reason, ending.last_day)
        return True

    @property
    def under_notice(self) -> bool:
        """Whether it is signed and a notice names its last day."""
        return self.document_state == "signed" and self.ended_on is not None

    def withdraw_notice(self, reason: str) -> None:
        """Take a notice back before it takes effect: the agreement is in force as long as its term states."""
        self.move("withdraw_notice", reason)
        self.ended_on = self.termination_ground = self.noticed_on = self.noticed_by = None

    def correct(self, reason: str, **content: Any) -> None:
        """Correct slips in a signed agreement. Raises `WrongState`."""
        self.move("correct", reason)
        for name, value in content.items():
            setattr(self, name, value)
        if "in_force_until" in content and isinstance(self.term, FixedTerm) and self.in_force_until:
            self.term = self.term.model_copy(update={"ends_on": self.in_force_until})

    def amend_term(self, last_day: date | None, signed_on: date, reason: str) -> None:
        """Change the last day in force by an addendum; None: it is in force until it is ended by notice."""
        self.move("amend_term", reason, signed_on)
        self.in_force_until = last_day

    def amend(
        self, parties: Sequence[Party], items: Sequence[ScopeItem], last_day: date | None, day: date, reason: str
    ) -> None:
        """Set parties, items and the last day in force as an addendum has them, which is in effect from a day on."""
        self.move("amend", reason, day)
        self.parties, self.scope_items = tuple(parties), tuple(items)
        self.in_force_until = last_day
        check_parties(self.parties)
        check_agencies(self.parties, self.scope_items)

    def end_with_line(self, begins: date) -> None:
        """Note the last day of an agreement that one of another line continues from a day on."""
        # Its own line has no successor from which the day could be counted.
        last = begins - timedelta(days=1)
        self.ended_on = min(last, self.in_force_until) if self.in_force_until else last

    def void_signature(self, signature: Signature, reason: str) -> None:
        """Void a signature, which is possible until all have signed."""
        self.require("void_signature")
        self.signatures = tuple(other for other in self.signatures if other.id != signature.id)
        unsigned: DocumentState = "awaiting_signature" if self.signing_planned_on else "validated"
        self._go("void_signature", "partially_signed" if self._signed_in_part else unsigned, reason)

    def require_after(self, before: "Agreement") -> None:
        """Raise `BeginsBeforePredecessor` unless the term begins after the predecessor's, as far as days are known."""
        begins, earlier = (self.term.starts_on if self.term else None), before.in_force_from
        if begins and earlier and begins <= earlier:
            raise BeginsBeforePredecessor(begins=begins, before=earlier)

    def receipt(self) -> Receipt:
        """The result of a change, without cautions."""
        return Receipt(
            id=self.id,
            registration_number=self.registration_number,
            document_state=self.document_state,
            version=self.version,
        )

    @property
    def _signed_in_part(self) -> bool:
        return any(self.signatures_of(party) for party in self.principals)

    def _go(
        self, name: MoveName, to: DocumentState, reason: str | None = None, happened_on: date | None = None
    ) -> None:
        self._history.append(Transition(name, self.document_state, to, reason, happened_on))
        self.document_state = to

    def _settle_term(self) -> None:
        self.signed_on = self.last_signed_on
        days = in_force_days(self.agreed_term, self.signed_on)
        self.in_force_from, self.in_force_until = days.in_force_from, days.in_force_until

    def _check(self) -> None:
        check_parties(self.parties)
        check_agencies(self.parties, self.scope_items)
        # Of an agreement of the past it is not known on which ground an item was added.
        if self.predecessor_id is not None and self.registered_source is None:
            require_traced(self.scope_items)
