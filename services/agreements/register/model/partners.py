"""Partners in their tree: categories, and the rules by which one is registered, moved, merged and closed."""

from collections.abc import Collection
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
    "international_organisation",
    "village_government",
    "professional_association",
    "cooperative",
    "training_centre",
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
    """A partner whose name means the same is registered under the same parent."""

    title = Text("Mitra sudah terdaftar", "Partner already registered")
    detail = Text(
        'Mitra "{name}" sudah terdaftar dengan id {id}. Gunakan id itu, atau jelaskan di "distinct_reason" '
        "mengapa ini mitra yang berbeda.",
        'The partner "{name}" is registered with the id {id}. Use that id, or explain in "distinct_reason" '
        "why this is a different one.",
    )


class UnderItself(Invalid):
    """A partner would be under itself, or merged into one that is under it."""

    title = Text("Mitra di bawah dirinya sendiri", "Partner under itself")
    detail = Text(
        '"{name}" adalah mitra itu sendiri atau berada di bawahnya. Pilih mitra lain.',
        '"{name}" is the partner itself or under it. Choose another partner.',
    )


class PartnerHasMerged(Conflict):
    """The partner was merged into another one, which stands for both."""

    title = Text("Mitra sudah digabungkan", "Partner already merged")
    detail = Text(
        "Mitra ini sudah digabungkan ke mitra dengan id {into}. Ubah mitra itu.",
        "This partner was merged into the partner with the id {into}. Change that one.",
    )


class PartnerHasClosed(Conflict):
    """The partner no longer exists."""

    title = Text("Mitra sudah tidak ada", "Partner closed")
    detail = Text(
        'Mitra "{name}" sudah tidak ada sejak {closed_on}.', 'The partner "{name}" has been closed since {closed_on}.'
    )


class BothInOneAgreement(Conflict):
    """The two partners to be merged are parties of the same agreement, which would then have one of them twice."""

    title = Text("Keduanya pihak dalam satu perjanjian", "Both are parties of one agreement")
    detail = Text(
        "Kedua mitra menjadi pihak dalam perjanjian {agreement_id}. Perbaiki atau akhiri perjanjian itu dahulu.",
        "Both partners are parties of the agreement {agreement_id}. Correct or end that agreement first.",
    )


class PartnerNotMerged(Conflict):
    """The partner was never merged, or the merger was taken back already."""

    title = Text("Mitra tidak digabungkan", "Partner not merged")
    detail = Text(
        "Mitra ini tidak sedang digabungkan ke mitra lain.", "This partner is not merged into another one at present."
    )


PartnerLevel = Literal["national", "province", "regency", "city", "district", "village"]
"""The level of government at which a partner works; none for a company or a community."""


class Partner(BaseModel):
    """A partner. Partners form a tree of any depth: `lineage` is its own id, followed by the ids above it."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    category: PartnerCategory
    legal_form: str | None = None
    parent_id: UUID | None = None
    lineage: tuple[UUID, ...] = ()
    since: date | None = None
    merged_into: UUID | None = None
    closed_on: date | None = None
    level: PartnerLevel | None = None
    region: str | None = None
    version: int = 1

    def is_one_of_or_under(self, partners: Collection[UUID]) -> bool:
        """Whether it is one of these partners, or under one of them at any depth."""
        return any(id_ in partners for id_ in (self.id, *self.lineage))

    def require_live(self) -> None:
        """Raise `PartnerHasMerged` or `PartnerHasClosed`."""
        if self.merged_into is not None:
            raise PartnerHasMerged(into=self.merged_into)
        if self.closed_on is not None:
            raise PartnerHasClosed(name=self.public_name, closed_on=self.closed_on)

    def require_merged(self) -> UUID:
        """The partner to which it resolves. Raises `PartnerNotMerged`."""
        if self.merged_into is None:
            raise PartnerNotMerged
        return self.merged_into

    def require_above(self, other: "Partner") -> None:
        """Raise `UnderItself` unless `other` may be placed under this partner, or merged into it."""
        if self.is_one_of_or_under({other.id}):
            raise UnderItself(name=self.public_name)

    def without_own_name(self) -> "Partner":
        """The partner as it is shown to accounts that have nothing to do with it: an individual without its name."""
        return self.model_copy(update={"name": self.public_name})

    @property
    def public_name(self) -> str:
        """The name for events and notices: an individual's own is personal data, and events are kept forever."""
        return INDIVIDUAL if self.category == "individual" else self.name


def name_key(name: str) -> str:
    """The name as it is compared: letters and digits only, so that case, dots and spaces make no difference."""
    # The key is stored beside each partner's name: after a change here the stored keys must be rebuilt.
    return letters_and_digits(name)


def require_begun(since: date | None, today: date) -> None:
    """Raise `DayInTheFuture` for cooperation that has not begun."""
    if since is not None:
        require_past(Text("Tanggal mulai kerja sama", "The first day of the cooperation"), since, today)
