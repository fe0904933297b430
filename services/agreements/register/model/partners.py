"""Partners and their agencies: categories, and the rules by which one is registered."""

import re
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

PartnerCategory = Literal[
    "local_government",
    "narcotics_agency",
    "law_enforcement",
    "vertical_agency",
    "state_enterprise",
    "private_company",
    "health_provider",
    "education",
    "religious_org",
    "foundation_ngo",
    "community_group",
    "certification_body",
    "media",
    # UU 22/2022 art. 89 names individuals among those with whom the minister may cooperate.
    "individual",
]

INDIVIDUAL = "Mitra perorangan"
"""What an individual partner is called wherever its name may not stand; its id tells one from another."""


class PartnerUnknown(NotFound):
    """No partner bears this id."""

    title = Text("Mitra tidak dikenal", "Unknown partner")
    detail = Text(
        "Tidak ada mitra dengan id {id}. Cari di /partners, atau daftarkan dahulu.",
        "No partner has the id {id}. Look it up in /partners, or register it first.",
    )


class PartnerKnown(Conflict):
    """A partner of nearly the same name stands under the same parent."""

    title = Text("Mitra sudah terdaftar", "Partner already registered")
    detail = Text(
        'Mitra "{name}" sudah terdaftar dengan id {id}. Gunakan id itu, atau jelaskan di "distinct_reason" '
        "mengapa ini mitra yang berbeda.",
        'The partner "{name}" is registered with the id {id}. Use that id, or say in "distinct_reason" '
        "why this is a different one.",
    )


class AgencyOfAgency(Invalid):
    """An agency stands directly under its partner."""

    title = Text("Instansi di bawah instansi", "Agency of an agency")
    detail = Text(
        '"{name}" sendiri adalah instansi. Sebutkan mitra induknya ({parent_id}) sebagai induk.',
        '"{name}" is itself an agency. Name the partner above it ({parent_id}) as the parent.',
    )


class SinceInTheFuture(Invalid):
    """Cooperation cannot have begun on a day that is still to come."""

    title = Text("Tanggal di masa depan", "Date in the future")
    detail = Text(
        "Hubungan kerja sama sejak {since} belum terjadi; hari ini {today}.",
        "Cooperation since {since} has not begun; today is {today}.",
    )


class Partner(BaseModel):
    """A partner, or an agency of the partner that is its parent."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    category: PartnerCategory
    legal_form: str | None = None
    parent_id: UUID | None = None
    since: date | None = None

    @property
    def public_name(self) -> str:
        """The name for events and notices: an individual's own is personal data, and events are kept for ever."""
        return INDIVIDUAL if self.category == "individual" else self.name


def name_key(name: str) -> str:
    """The name as it is compared: letters and digits only, so that case, dots and spaces make no difference."""
    # Each partner's key is stored beside its name: whoever changes this has to make the stored ones anew.
    return re.sub(r"[\W_]+", "", name.casefold())


def require_no_agency(parent: Partner) -> None:
    """Raise `AgencyOfAgency` where the parent is an agency itself."""
    if parent.parent_id is not None:
        raise AgencyOfAgency(name=parent.name, parent_id=parent.parent_id)


def require_begun(since: date | None, today: date) -> None:
    """Raise `SinceInTheFuture`."""
    if since is not None and since > today:
        raise SinceInTheFuture(since=since, today=today)
