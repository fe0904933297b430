"""A change of a partner's head after an agreement was signed, which can start its renewal."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from shared.values.refusals import Conflict
from shared.values.texts import Text


class HeadUnchanged(Conflict):
    """An extension is drafted because of a change of head, but no partner has a new one on record."""

    title = Text("Pimpinan mitra tidak berganti", "Head unchanged")
    detail = Text(
        "Sejak penandatanganan tidak tercatat pergantian pimpinan mitra. Catat masa jabatannya pada data mitra.",
        "No change of a partner's head since the signing is on record. Record the term of office with the partner.",
    )


class PartnerHead(BaseModel):
    """The office of a partner's head, and the first day of the present term."""

    model_config = ConfigDict(frozen=True)

    partner_id: UUID
    partner: str
    office: str
    since: date


def changed_heads(agreement: Agreement, heads: Iterable[PartnerHead]) -> list[PartnerHead]:
    """The heads that came into office after the agreement was signed."""
    signed = agreement.signed_on or agreement.in_force_from
    return [head for head in heads if signed is not None and head.since > signed]


def require_changed_head(agreement: Agreement, heads: Sequence[PartnerHead]) -> None:
    """Raise `HeadUnchanged` unless a partner has another head than at the signing."""
    if not changed_heads(agreement, heads):
        raise HeadUnchanged
