"""Partners and their agencies: categories, and the rules by which one is registered."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.inputs import letters_and_digits
from shared.values.refusals import Conflict, Invalid, NotFound, require_past
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
"""The public name of every individual partner, also in the column `public_name`; only their ids differ."""


class PartnerNotFound(NotFound):
    """No partner has the id in the URL."""

    title = Text("Mitra tidak ditemukan", "Partner not found")
    detail = Text("Tidak ada mitra dengan id {id}.", "No partner has the id {id}.")


class PartnerUnknown(Invalid):
    """The request names a partner that does not exist."""

    title = Text("Mitra tidak dikenal", "Unknown partner")
    detail = Text(
        "Tidak ada mitra dengan id {id}. Cari di /partners, atau daftarkan dahulu.",
        "No partner has the id {id}. Look it up in /partners, or register it first.",
    )


class PartnerKnown(Conflict):
    """A partner of nearly the same name is registered under the same parent."""

    title = Text("Mitra sudah terdaftar", "Partner already registered")
    detail = Text(
        'Mitra "{name}" sudah terdaftar dengan id {id}. Gunakan id itu, atau jelaskan di "distinct_reason" '
        "mengapa ini mitra yang berbeda.",
        'The partner "{name}" is registered with the id {id}. Use that id, or explain in "distinct_reason" '
        "why this is a different one.",
    )


class AgencyOfAgency(Invalid):
    """The parent of an agency must be a partner."""

    title = Text("Instansi di bawah instansi", "Agency of an agency")
    detail = Text(
        '"{name}" sendiri adalah instansi. Sebutkan mitra induknya ({parent_id}) sebagai induk.',
        '"{name}" is itself an agency. Name the partner above it ({parent_id}) as the parent.',
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
        """The name for events and notices: an individual's own is personal data, and events are kept forever."""
        return INDIVIDUAL if self.category == "individual" else self.name


def name_key(name: str) -> str:
    """The name as it is compared: letters and digits only, so that case, dots and spaces make no difference."""
    # The key is stored beside each partner's name: after a change here the stored keys must be rebuilt.
    return letters_and_digits(name)


def require_partner(parent: Partner) -> None:
    """Raise `AgencyOfAgency` if the parent of a new agency is itself an agency."""
    if parent.parent_id is not None:
        raise AgencyOfAgency(name=parent.name, parent_id=parent.parent_id)


def require_begun(since: date | None, today: date) -> None:
    """Raise `DayInTheFuture` for cooperation that has not begun."""
    if since is not None:
        require_past(Text("Tanggal mulai kerja sama", "The first day of the cooperation"), since, today)
