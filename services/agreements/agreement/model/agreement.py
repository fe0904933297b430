"""The aggregate. A signed agreement is never edited: only its successor or the calendar changes what it means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, PrivateAttr

from services.agreements.agreement.model.parts import Level, Party, Receipt, ScopeItem, Signature
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
from shared.values.cooperation import Instrument
from shared.values.refusals import Invalid, NotFound
from shared.values.terms import Term, Zone
from shared.values.texts import Text


class AgreementUnknown(NotFound):
    """No agreement bears this id."""

    title = Text("Perjanjian tidak dikenal", "Unknown agreement")
    detail = Text("Tidak ada perjanjian dengan id {id}.", "No agreement has the id {id}.")


class PartiesIncomplete(Invalid):
    """An agreement binds at least one facility and one partner."""

    title = Text("Para pihak belum lengkap", "Parties incomplete")
    detail = Text(
        "Perjanjian memerlukan paling sedikit satu satuan kerja dan satu mitra yang menandatangani.",
        "An agreement needs at least one facility and one partner who sign it.",
    )


class PartyTwice(Invalid):
    """A unit is named as a party twice."""

    title = Text("Pihak disebut dua kali", "Party named twice")
    detail = Text("Pihak dengan id {id} disebut lebih dari sekali.", "The party with the id {id} is named twice.")


class AgencyOfNoParty(Invalid):
    """The agency that answers for a scope item belongs to none of the partners."""

    title = Text("Instansi bukan bagian dari mitra", "Agency of no party")
    detail = Text(
        'Instansi "{name}" tidak berada di bawah mitra yang menjadi pihak.',
        'The agency "{name}" stands under none of the partners that are parties.',
    )


class BeginsBeforePredecessor(Invalid):
    """An extension follows its predecessor."""

    title = Text("Mulai sebelum pendahulunya", "Begins before its predecessor")
    detail = Text(
        "Perpanjangan mulai {begins}; perjanjian sebelumnya baru mulai {before}.",
        "The extension begins on {begins}; the agreement before it begins on {before}.",
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the history: which move led from which state to which."""

    move: MoveName
    from_state: DocumentState | None
    to_state: DocumentState
    reason: str | None


class Agreement(BaseModel):
    """An agreement with all that its rules look at. Its line is its own id, or its predecessor's line."""

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
    # Private, so that neither a dump nor the view that is made of one carries it.
    _passages: list[Passage] = PrivateAttr(default_factory=list)

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
        """The parties that have to pass and to sign it; whoever acknowledges is waited for by nobody."""
        return [party for party in self.parties if party.role == "principal"]

    @property
    def blocking(self) -> list[str]:
        """What is missing and holds up a review."""
        # Early records lack dates, numbers and papers; that must not keep them out, so only these two hold up a review.
        return [name for name in ("term", "scope_items") if not getattr(self, name)]

    @property
    def missing(self) -> list[str]:
        """All that is missing and to be chased: what blocks a review, what does not, and late numbers by party."""
        loose = [name for name in ("legal_basis", "funding") if not getattr(self, name)]
        numbers = [
            f"document_number:{party.id}"
            for party in self.parties
            if party.signature and party.signature.document_number is None
        ]
        return [*self.blocking, *loose, *numbers]

    @property
    def outstanding(self) -> int:
        """How many principals have not signed."""
        return sum(party.awaited for party in self.parties)

    @property
    def agreed_term(self) -> Term:
        """The term, which only a draft may lack."""
        if self.term is None:
            raise DraftIncomplete(missing="term")
        return self.term

    @property
    def last_signed_on(self) -> date:
        """The day of the last principal's signature; `date.min` before the first."""
        return max((party.signature.signed_on for party in self.principals if party.signature), default=date.min)

    @property
    def passages(self) -> list[Passage]:
        """The moves made since it was loaded, for the history."""
        return self._passages

    def state_on(self, day: date) -> StateToday:
        """The document's state on a day in the facility's zone."""
        return state_on(day, self.document_state, self.term)

    def drafted(self) -> None:
        """Begin as a draft. Raises what is wrong with the parties or the scope."""
        self._check_parties()
        self._check_scope()
        self._passages.append(Passage("draft", None, "drafting", None))

    def require(self, name: MoveName) -> None:
        """Raise `WrongState`, or what the move's guard raises, unless the move is possible now."""
        MOVES[name].check(self, self.document_state)

    def move(self, name: MoveName, reason: str | None = None) -> None:
        """Go from one state to another. Raises `WrongState` or what the move's guard raises."""
        self.require(name)
        to = MOVES[name].to or self.document_state
        self._passages.append(Passage(name, self.document_state, to, reason))
        self.document_state = to

    def rewrite(
        self, title: str, term: Term | None, legal_basis: str | None, funding: str | None, scope: Sequence[ScopeItem]
    ) -> None:
        """Change the draft; parties, instrument and level stay. Raises `WrongState` or what is wrong with the scope."""
        # A move that leads nowhere: it refuses whatever is no draft any more, and leaves a line in the history.
        self.move("change")
        self.title, self.term, self.legal_basis, self.funding = title, term, legal_basis, funding
        self.scope_items = tuple(scope)
        self._check_scope()

    def put_signature(self, party: Party, signature: Signature) -> bool:
        """Put a party's signature in its place; returns whether the agreement is signed by it, as by the last one."""
        signed = party.model_copy(update={"signature": signature})
        self.parties = tuple(signed if other.id == party.id else other for other in self.parties)
        if party.role == "acknowledging":
            self.move("acknowledge")
            return False
        # Also from partially signed to the same: parties sign in stages, and each signature is a line of the history.
        if self.outstanding:
            self.move("sign_in_part")
            return False
        self.move("sign")
        self.signed_on = self.last_signed_on
        return True

    def require_after(self, before: "Agreement") -> None:
        """Raise `BeginsBeforePredecessor` for a term that does not begin after the predecessor's."""
        if self.term and self.term.effective_from <= before.agreed_term.effective_from:
            raise BeginsBeforePredecessor(begins=self.term.effective_from, before=before.agreed_term.effective_from)

    def receipt(self) -> Receipt:
        """What a change leaves, without cautions."""
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
        # Agencies stand one level deep (`AgencyOfAgency`), so the parent is all that needs looking at.
        for item in self.scope_items:
            if item.agency and item.agency.parent_id not in partners:
                raise AgencyOfNoParty(name=item.agency.name)
        adds = self.predecessor_id is not None and any(item.continues is None for item in self.scope_items)
        if adds and self.additions_meeting_id is None and self.additions_reason is None:
            raise AdditionsUntraced
