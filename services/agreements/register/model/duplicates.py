"""Pairs of partners that may be one: proposed by their names, decided by people."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.answers import PartnerCaution
from services.agreements.register.model.partners import PartnerCategory
from shared.values.refusals import NotFound
from shared.values.texts import Text

_MAY_BE_ANOTHER = Text(
    'Mungkin sama dengan mitra "{name}". Periksa, dan usulkan penggabungan bila sama.',
    'It may be the same as the partner "{name}". Check, and propose a merger if it is.',
)


class DuplicateNotFound(NotFound):
    """No pair has the id in the URL."""

    title = Text("Pasangan mitra tidak ditemukan", "Pair of partners not found")
    detail = Text("Tidak ada pasangan mitra dengan id {id}.", "No pair of partners has the id {id}.")


class PossiblePartner(BaseModel):
    """One of a pair: what helps to decide which of the two stays."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    category: PartnerCategory
    above: str | None
    agreements: int
    version: int


class DuplicatePair(BaseModel):
    """Two partners that may be one, the one registered first before the other."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    found_at: datetime
    partners: tuple[PossiblePartner, PossiblePartner]


def duplicate_caution(public_name: str, partner_id: UUID) -> PartnerCaution:
    """A caution about another partner that may be the same one."""
    message = _MAY_BE_ANOTHER.fill(name=public_name)
    return PartnerCaution(code="may_be_registered", message=message, partner_id=partner_id)
