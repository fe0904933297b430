"""A partner as it is answered: with its other names and ids, or with cautions after a change."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.partners import Partner
from shared.values.texts import Text

_LIVE_AGREEMENTS = Text(
    "{count} perjanjian dengan mitra ini masih hidup. Akhiri atau lanjutkan dengan penggantinya.",
    "{count} agreements with this partner are still alive. End them, or continue them with its successor.",
)


class PartnerCaution(BaseModel):
    """Something about a partner that may be a mistake but blocks nothing: a code, and a message for people.

    `partner_id` is the other partner that the message names.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    message: Text
    partner_id: UUID | None = None

    @property
    def page(self) -> str | None:
        """The address of the other partner's screen."""
        return f"/mitra/{self.partner_id}" if self.partner_id else None


class FormerName(BaseModel):
    """A name that a partner had until the day of its renaming."""

    model_config = ConfigDict(frozen=True)

    name: str
    used_until: date


class MergedPartner(BaseModel):
    """A partner that turned out to be another one; its version is needed to take that back."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    merged_on: date | None
    version: int


class PartnerDetails(Partner):
    """A partner with its former names and the ids that resolve to it.

    `named_as` is the id that was asked for: that of a merged partner where it differs from `id`.
    """

    named_as: UUID
    former_names: tuple[FormerName, ...] = ()
    merged: tuple[MergedPartner, ...] = ()


class PartnerReceipt(Partner):
    """A partner after a change, and cautions about the change."""

    cautions: tuple[PartnerCaution, ...] = ()


def live_agreements_caution(count: int) -> PartnerCaution:
    """A caution about agreements that a closed partner leaves behind."""
    return PartnerCaution(code="live_agreements", message=_LIVE_AGREEMENTS.fill(count=count))


def receipt_of(partner: Partner, *cautions: PartnerCaution) -> PartnerReceipt:
    """The result of a change."""
    return PartnerReceipt(**partner.model_dump(), cautions=cautions)
