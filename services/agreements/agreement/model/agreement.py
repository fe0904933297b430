"""The aggregate. A signed agreement is never edited: a successor, an addendum, an erratum or the calendar changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, PrivateAttr

from services.agreements.agreement.model.parties import check_agencies, check_parties
from services.agreements.agreement.model.parts import DocumentNumber, Party, Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import require_traced
from services.agreements.agreement.model.states import (
    MOVES,
    DocumentState,
    DraftIncomplete,
    MoveName,
    StateToday,
    state_on,
)
from services.agreements.agreement.model.terms import InForce, TermClause, in_force_days
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Confidence, Instrument, Level, RegistrationSource
from shared.values.labels import label
from shared.values.refusals import NotFound
from shared.values.terms import Zone
from shared.values.texts import Text


class AgreementNotFound(NotFound):
    """No agreement has this id."""

    title = Text("Perjanjian tidak ditemukan", "Agreement not found")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the history: which move led from which state to which, and the day on which it happened."""

    move: MoveName
    from_state: DocumentState | None
    to_state: DocumentState
    reason: str | None
    happened_on: date | None = None


class Agreement(BaseModel):
    """An agreement with all that its rules look at. Its line is its own id, or its predecessor's line."""

    id: UUID
    line_id: UUID
    predecessor_id: UUID | None = None
    umbrella_id: UUID | None = None
    registration_number: str
    # A nota kesepakatan has its plan of action as an annex (PP 28/2018 art. 46), so it needs no PKS under it.
    instrument: Instrument
    # What the paper calls itself, where that is something else.
    called: str | None = None
    level: Level
    keeper: Unit
    title: str
    term_clause: TermClause | None = None
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
    ended_on: date | None = None
    registered_source: RegistrationSource | None = None
    confidence: Confidence | None = None
    version: int = 1
    # Private, so that neither a dump nor the view that is made of one carries it.
    _transitions: list[Transition] = PrivateAttr(default_factory=list)

    @property
    def principals(self) -> list[Party]:
        """The parties that have to pass and to sign it."""
        return [party for party in self.parties if party.role == "principal"]

    @property
    def partners(self) -> list[Unit]:
        """The partners among the parties."""
        return [party.unit for party in self.parties if party.unit.kind == "partner"]

    @property
    def public_title(self) -> str:
        """The title for events: where a partner is a person, it is made of instrument, facility and field."""
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
        """What is missing and holds up a review."""
        # Early records lack dates, numbers and papers; only these two hold up a review.
        return [name for name in ("term_clause", "scope_items") if not getattr(self, name)]

    @property
    def missing(self) -> list[str]:
        """All that is missing and to be chased: what blocks a review, what does not, and late numbers by party."""
        loose = [name for name in ("legal_basis", "funding") if not getattr(self, name)]
        numbered = {number.party_id for number in self.numbers}
        numbers = [
            f"document_number:{party.id}"
            for party in self.parties
            if self.has_signed(party) and party.id not in numbered
        ]
        return [*self.blocking, *loose, *numbers]

    @property
    def outstanding(self) -> int:
        """How many principals have not signed."""
        return sum(not self.has_signed(party) for party in self.principals)

    @property
    def agreed_term(self) -> Any:
        """The term clause, which only a draft may lack. Raises `DraftIncomplete`."""
        if self.term_clause is None:
            raise DraftIncomplete(missing=label("missing", "term_clause"))
        return self.term_clause

    @property
    def last_signed_on(self) -> date:
        """The day of the last principal's signature; `date.min` before the first."""
        principals = {party.id for party in self.principals}
        return max((s.signed_on for s in self.signatures if s.party_id in principals), default=date.min)

    @property
    def transitions(self) -> list[Transition]:
        """The moves made since it was loaded, for the history."""
        return self._transitions

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
        """Begin as exploration, draft or registered. Raises what is wrong with the parties or the scope."""
        self._check()
        to = MOVES[name].to or self.document_state
        self.document_state = to
        self._transitions.append(Transition(name, None, to, None, happened_on))

    def require(self, name: MoveName) -> None:
        """Raise `WrongState`, or what the move's guard raises, unless the move is possible now."""
        MOVES[name].check(self, self.document_state)

    def move(self, name: MoveName, reason: str | None = None, happened_on: date | None = None) -> None:
        """Go from one state to another. Raises `WrongState` or what the move's guard raises."""
        self.require(name)
        to = MOVES[name].to or self.document_state
        self._transitions.append(Transition(name, self.document_state, to, reason, happened_on))
        self.document_state = to

    def rewrite(self, parties: Sequence[Party], scope: Sequence[ScopeItem], **content: Any) -> None:
        """Change the draft: parties, scope and whatever else it says. Raises `WrongState` or what is wrong with it."""
        # It leads to no other state: it refuses what is no draft any more, and leaves a line in the history.
        self.move("change")
        for name, value in content.items():
            setattr(self, name, value)
        self.parties, self.scope_items = tuple(parties), tuple(scope)
        self._check()

    def reopen(self, reason: str) -> None:
        """Make a validated text a draft again; the planned day of signing is given up."""
        self.move("reopen", reason)
        self.signing_planned_on = None

    def plan_signing(self, day: date | None, reason: str | None = None) -> None:
        """Set or move the day of signing; without a day the plan is given up and the text stays validated."""
        self.move("plan_signing", reason)
        self.signing_planned_on = day
        if day is None:
            self.document_state = "validated"

    def put_signature(self, party: Party, signature: Signature) -> bool:
        """Add a signature; returns whether the agreement is signed by it, as by the last one."""
        self.signatures = (*self.signatures, signature)
        if party.role != "principal":
            self.move("acknowledge", happened_on=signature.signed_on)
            return False
        # Also from partially signed to the same: parties sign in stages, and each signature is a line of the history.
        if self.outstanding:
            self.move("sign_in_part", happened_on=signature.signed_on)
            return False
        self.move("sign", happened_on=signature.signed_on)
        self._settle_term()
        return True

    def void_signature(self, signature: Signature, reason: str) -> None:
        """Take a signature back, which is possible until all have signed."""
        self.move("void_signature", reason)
        self.signatures = tuple(other for other in self.signatures if other.id != signature.id)
        if not any(self.signatures_of(party) for party in self.principals):
            self.document_state = "awaiting_signature" if self.signing_planned_on else "validated"

    def receipt(self) -> Receipt:
        """What a change leaves, without cautions."""
        return Receipt(
            id=self.id,
            registration_number=self.registration_number,
            document_state=self.document_state,
            version=self.version,
        )

    def _settle_term(self) -> None:
        self.signed_on = self.last_signed_on
        days = in_force_days(self.agreed_term, self.signed_on)
        self.in_force_from, self.in_force_until = days.in_force_from, days.in_force_until

    def _check(self) -> None:
        check_parties(self.parties)
        check_agencies(self.parties, self.scope_items)
        if self.predecessor_id is not None:
            require_traced(self.scope_items)
