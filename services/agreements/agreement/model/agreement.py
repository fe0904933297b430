"""The aggregate. A signed agreement is never edited: only a successor or the calendar changes its effect."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, PrivateAttr

from services.agreements.agreement.model.parts import Party, Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.agreement.model.states import (
    MOVES,
    DocumentState,
    DraftIncomplete,
    ImplementationState,
    MoveName,
    StateToday,
    state_on,
)
from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import Facility
from shared.values.cooperation import Instrument, Level
from shared.values.labels import label
from shared.values.refusals import Invalid, NotFound
from shared.values.terms import Term, Zone
from shared.values.texts import Text


class AgreementNotFound(NotFound):
    """No agreement has the id in the URL."""

    title = Text("Perjanjian tidak ditemukan", "Agreement not found")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


class AgreementUnknown(Invalid):
    """The request names an agreement that does not exist."""

    title = Text("Perjanjian tidak dikenal", "Unknown agreement")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


class PartiesIncomplete(Invalid):
    """An agreement binds at least one facility and one partner."""

    title = Text("Para pihak belum lengkap", "Parties incomplete")
    detail = Text(
        "Perjanjian memerlukan paling sedikit satu UPT dan satu mitra yang menandatangani.",
        "An agreement needs at least one facility and one partner who sign it.",
    )


class PartyTwice(Invalid):
    """A facility or partner is named as a party more than once."""

    title = Text("Pihak disebut dua kali", "Party named twice")
    detail = Text(
        "Pihak dengan id {id} disebut lebih dari sekali.", "The party with the id {id} is named more than once."
    )


class AgencyOfNoParty(Invalid):
    """The agency of a scope item is none of the partners that are parties, and under none of them."""

    title = Text("Instansi bukan bagian dari mitra", "Agency of no party")
    detail = Text(
        'Instansi "{name}" bukan pihak dan tidak berada di bawah mitra yang menjadi pihak.',
        'The agency "{name}" is no party, and is under none of the partners that are parties.',
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
    """One entry of the history: a move from one state to another."""

    move: MoveName
    from_state: DocumentState | None
    to_state: DocumentState
    reason: str | None


class Agreement(BaseModel):
    """An agreement with everything that its rules need. Its line is its own id, or its predecessor's line."""

    id: UUID
    line_id: UUID
    predecessor_id: UUID | None = None
    # A nota kesepakatan has its plan of action as an annex (PP 28/2018 art. 46), so it needs no PKS under it.
    instrument: Instrument
    level: Level
    title: str
    term: Term | None = None
    legal_basis: str | None = None
    funding: str | None = None
    zone: Zone
    parties: tuple[Party, ...]
    scope_items: tuple[ScopeItem, ...] = ()
    document_state: DocumentState = "drafting"
    implementation_state: ImplementationState = "not_started"
    signing_planned_on: date | None = None
    signed_on: date | None = None
    additions_meeting_id: UUID | None = None
    additions_reason: str | None = None
    version: int = 1
    # Private, so that neither a dump nor an answer made from one contains it.
    _history: list[Transition] = PrivateAttr(default_factory=list)

    @property
    def facilities(self) -> tuple[Facility, ...]:
        """The facilities among the parties."""
        return tuple(party.facility for party in self.parties if party.facility)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The partners among the parties."""
        return tuple(party.partner for party in self.parties if party.partner)

    @property
    def principals(self) -> list[Party]:
        """The parties that have to review and sign it; nothing waits for acknowledging parties."""
        return [party for party in self.parties if party.role == "principal"]

    @property
    def blocking(self) -> list[str]:
        """The missing parts that hold up a review."""
        # Early agreements often lack dates, numbers and papers. They must still be recorded, so only these two block.
        return [name for name in ("term", "scope_items") if not getattr(self, name)]

    @property
    def missing(self) -> list[str]:
        """All missing parts: those that hold up a review, those that do not, and document numbers by party."""
        optional = [name for name in ("legal_basis", "funding") if not getattr(self, name)]
        numbers = [
            f"document_number:{party.id}"
            for party in self.parties
            if party.signature and party.signature.document_number is None
        ]
        return [*self.blocking, *optional, *numbers]

    @property
    def outstanding(self) -> int:
        """The number of principals that have not signed."""
        return sum(party.awaited for party in self.parties)

    @property
    def agreed_term(self) -> Term:
        """The term. Raises `DraftIncomplete` for a draft that has none yet."""
        if self.term is None:
            raise DraftIncomplete(missing=[label("draft_part", "term")])
        return self.term

    @property
    def last_signed_on(self) -> date:
        """The day of the last principal's signature; `date.min` before the first."""
        return max((party.signature.signed_on for party in self.principals if party.signature), default=date.min)

    @property
    def history(self) -> list[Transition]:
        """The moves made since the agreement was loaded, for its history."""
        return self._history

    def state_on(self, day: date) -> StateToday:
        """The document's state on a day in the facility's zone."""
        return state_on(day, self.document_state, self.term)

    def drafted(self) -> None:
        """Begin as a draft. Raises a refusal if the parties or the scope are wrong."""
        self._check_parties()
        self._check_scope()
        self._history.append(Transition("draft", None, "drafting", None))

    def require(self, name: MoveName) -> None:
        """Raise `WrongState`, or the refusal of the move's guard, unless the move is possible now."""
        MOVES[name].check(self, self.document_state)

    def move(self, name: MoveName, reason: str | None = None) -> None:
        """Go from one state to another. Raises `WrongState` or the refusal of the move's guard."""
        self.require(name)
        to = MOVES[name].to or self.document_state
        self._history.append(Transition(name, self.document_state, to, reason))
        self.document_state = to

    def rewrite(
        self, title: str, term: Term | None, legal_basis: str | None, funding: str | None, scope: Sequence[ScopeItem]
    ) -> None:
        """Change the draft, except parties, instrument and level. Raises `WrongState` or a refusal of the scope."""
        # This move does not change the state: it refuses an agreement that is no longer a draft, and is recorded.
        self.move("change")
        self.title, self.term, self.legal_basis, self.funding = title, term, legal_basis, funding
        self.scope_items = tuple(scope)
        self._check_scope()

    def put_signature(self, party: Party, signature: Signature) -> bool:
        """Add a party's signature; returns whether it was the last one that the agreement waited for."""
        signed = party.model_copy(update={"signature": signature})
        self.parties = tuple(signed if other.id == party.id else other for other in self.parties)
        if party.role == "acknowledging":
            self.move("acknowledge")
            return False
        # Parties sign in stages. Each signature is recorded in the history, also if the state stays partially signed.
        if self.outstanding:
            self.move("sign_in_part")
            return False
        self.move("sign")
        self.signed_on = self.last_signed_on
        return True

    def require_after(self, before: "Agreement") -> None:
        """Raise `BeginsBeforePredecessor` unless the term begins after the predecessor's."""
        if self.term and self.term.effective_from <= before.agreed_term.effective_from:
            raise BeginsBeforePredecessor(begins=self.term.effective_from, before=before.agreed_term.effective_from)

    def receipt(self) -> Receipt:
        """The result of a change, without cautions."""
        return Receipt(id=self.id, document_state=self.document_state, version=self.version)

    def _check_parties(self) -> None:
        principals = self.principals
        if not any(party.facility for party in principals) or not any(party.partner for party in principals):
            raise PartiesIncomplete
        unit, times = Counter(party.unit_id for party in self.parties).most_common(1)[0]
        if times > 1:
            raise PartyTwice(id=unit)

    def _check_scope(self) -> None:
        partners = {partner.id for partner in self.partners}
        for item in self.scope_items:
            if item.agency and not item.agency.is_one_of_or_under(partners):
                raise AgencyOfNoParty(name=item.agency.name)
        adds = self.predecessor_id is not None and any(item.continues is None for item in self.scope_items)
        if adds and self.additions_meeting_id is None and self.additions_reason is None:
            raise AdditionsUntraced
