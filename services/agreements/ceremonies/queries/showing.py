"""One ceremony with the state of each agreement in its list: at the desks, on paper, and afterwards."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.states import DocumentState
from services.agreements.ceremonies.access import KEEPERS, READERS, scope_to_read
from services.agreements.ceremonies.model.cautions import about_keeper, about_last_day, about_partner, about_state
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.listing import SIGNABLE
from services.agreements.ceremonies.model.parts import DeskSignature, SigningAs
from services.agreements.register.model.units import Unit
from shared.access import Work, use_case
from shared.values.cooperation import CeremonyOutcome


@dataclass(frozen=True, slots=True)
class ShowCeremony:
    """One ceremony."""

    ceremony_id: UUID


class SignatureGiven(DeskSignature):
    """A signature at a ceremony, with the position that signed."""

    position: str


class PartyAtDesk(BaseModel):
    """A party that has to sign an agreement of the list, and the signatures that it gave here."""

    party_id: UUID
    unit: Unit
    signers: int
    signatures: int
    head_until: date | None = None
    given: tuple[SignatureGiven, ...] = ()

    @property
    def has_signed(self) -> bool:
        """Whether all who have to sign for it have signed."""
        return self.signatures >= self.signers


class AgreementAtDesk(BaseModel):
    """An agreement of the list: its number at its keeper, its parties, its outcome so far, and cautions."""

    ordinal: int
    agreement_id: UUID
    keeper_id: UUID
    registration_number: str
    title: str
    document_state: DocumentState
    document_number: str | None
    outcome: CeremonyOutcome | None
    keeper_has_signed: bool
    parties: tuple[PartyAtDesk, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def partners(self) -> list[PartyAtDesk]:
        """The parties that sign at the desks."""
        return [each for each in self.parties if each.unit.kind == "partner"]

    @property
    def is_awaited(self) -> bool:
        """Whether a partner can sign it now, and it has no mark."""
        waits = any(not each.has_signed for each in self.partners)
        return waits and self.outcome is None and self.document_state in SIGNABLE


class CeremonyDetails(Ceremony):
    """A ceremony with the state of each agreement; `agreements` has those of `entries`, in the same order."""

    agreements: tuple[AgreementAtDesk, ...]

    @property
    def counts(self) -> Counter[str]:
        """The number of agreements that are signed, late, absent or withdrawn; the others are `awaited`."""
        return Counter(each.outcome or "awaited" for each in self.agreements)

    def keeper_of(self, agreement: AgreementAtDesk) -> Unit:
        """The unit that keeps an agreement of the list."""
        return self.unit(agreement.keeper_id)

    def next_awaited(self, own: Collection[UUID], after: int) -> int | None:
        """The row after this one that waits for a partner of these keepers, or the first of all."""
        waiting = [each.ordinal for each in self.agreements if each.keeper_id in own and each.is_awaited]
        return next((each for each in waiting if each > after), next(iter(waiting), None))

    def prepared(self, agreement: AgreementAtDesk, party: PartyAtDesk) -> SigningAs | None:
        """The position that is expected to sign next for a party."""
        entry = next(each for each in self.entries if each.agreement_id == agreement.agreement_id)
        return entry.signatory(party.party_id, party.signatures + 1)


# An agreement that all have signed is signed, even if it was marked at a desk before.
_AGREEMENTS = """
SELECT e.ordinal, e.agreement_id, a.keeper_id, a.registration_number, a.title, a.document_state, a.sign_before,
       coalesce(e.outcome, CASE WHEN a.in_force_from IS NOT NULL THEN 'signed' ELSE e.mark END) AS outcome,
       (SELECT n.number FROM document_number n JOIN party p ON p.id = n.party_id
        WHERE n.agreement_id = a.id AND n.replaced_at IS NULL AND p.unit_id = a.keeper_id LIMIT 1) AS document_number,
       (SELECT jsonb_agg(jsonb_build_object(
                   'party_id', p.id, 'unit', to_jsonb(u), 'signers', p.signers,
                   'head_until', (SELECT m.head_until FROM partner m WHERE m.id = u.id),
                   'signatures', (SELECT count(*) FROM signature s WHERE s.party_id = p.id AND s.voided_at IS NULL),
                   'given', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                 'order_number', c.order_number, 'signed_at', c.signed_at, 'position', s.position)
                                 ORDER BY c.order_number), '[]')
                              FROM ceremony_signature c JOIN signature s ON s.id = c.signature_id
                              WHERE c.ceremony_id = e.ceremony_id AND c.party_id = p.id AND s.voided_at IS NULL))
               ORDER BY p.ordinal)
        FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
        WHERE p.agreement_id = a.id AND p.role = 'principal') AS parties
FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id
WHERE e.ceremony_id = $1 ORDER BY e.ordinal
"""
_PARTIES = TypeAdapter(tuple[PartyAtDesk, ...])


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_ceremony(work: Work, query: ShowCeremony) -> CeremonyDetails:
    """One ceremony with the state of each agreement in its list."""
    whole = await work.connection.fetchval("SELECT whole FROM ceremony_whole WHERE id = $1", query.ceremony_id)
    ceremony = Ceremony.model_validate_json(whole)
    rows = await work.connection.fetch(_AGREEMENTS, query.ceremony_id)
    return CeremonyDetails(**dict(ceremony), agreements=tuple(_at_desk(row, ceremony) for row in rows))


def _at_desk(row: Mapping[str, Any], ceremony: Ceremony) -> AgreementAtDesk:
    parties = _PARTIES.validate_json(row["parties"])
    has_signed = all(each.has_signed for each in parties if each.unit.id == row["keeper_id"])
    found = AgreementAtDesk.model_validate({**row, "parties": parties, "keeper_has_signed": has_signed})
    return found.model_copy(update={"cautions": _cautions(found, row["sign_before"], ceremony)})


def _cautions(row: AgreementAtDesk, sign_before: date | None, ceremony: Ceremony) -> tuple[Caution, ...]:
    if row.outcome == "signed":
        return ()
    keeper, entry = ceremony.unit(row.keeper_id), ceremony.entry(row.agreement_id)
    day = ceremony.held_on or ceremony.planned_on
    opened = ceremony.state == "open"
    found = [*about_state(row.document_state), *about_last_day(sign_before, day)]
    # A regional or national agreement may be kept by an office that is no party to it, and gives it no number.
    if any(each.unit.id == keeper.id for each in row.parties):
        found += about_keeper(keeper.name, row.document_number, has_signed=row.keeper_has_signed, opened=opened)
    for each in row.partners:
        prepared = [one.signs_as for one in entry.signatories if one.party_id == each.party_id]
        if not each.has_signed:
            found += about_partner(each.unit.name, each.head_until, day, prepared[each.signatures :])
    return tuple(found)


def may_change(work: Work, ceremony: Ceremony) -> bool:
    """Whether a position of the reader may prepare the ceremony, open it and close it."""
    return work.actor.may(KEEPERS, ceremony.keeper.scope)


def own_units(work: Work, ceremony: Ceremony) -> list[Unit]:
    """The keeper and the guests for which the reader may list and sign agreements."""
    return [each for each in ceremony.units if work.actor.may(KEEPERS, each.scope)]
