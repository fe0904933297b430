"""The columns of the access table: every capability, in every kind of unit, in the own unit and in another."""

from dataclasses import dataclass

from services.agreements.register.model.positions import KINDS
from shared.values.capabilities import Capability, ScopeKind
from shared.values.texts import Text

ROLES = {
    Capability.OFFICER: ("O", Text("petugas", "officer")),
    Capability.HEAD: ("H", Text("kepala", "head")),
    Capability.REGIONAL_REVIEWER: ("R", Text("penelaah kantor wilayah", "regional reviewer")),
    Capability.DIRECTORATE: ("D", Text("Ditjenpas", "directorate general")),
    Capability.PARTNER_CONTACT: ("C", Text("narahubung mitra", "partner contact")),
    Capability.SYSTEM_SUBSCRIBER: ("S", Text("sistem pelanggan", "system subscriber")),
    Capability.OPERATOR: ("Op", Text("operator", "operator")),
}
PLACES: dict[ScopeKind, tuple[str, Text]] = {
    "facility": ("", Text("UPT", "facility")),
    "region": ("r", Text("wilayah", "region")),
    "nation": ("", Text("nasional", "nation")),
    "partner": ("p", Text("mitra", "partner")),
}
OWN = {"+": Text("sendiri", "own"), "−": Text("lain", "another")}


@dataclass(frozen=True)
class Column:
    """One kind of account. `sign` is + if the requested objects belong to the position's unit, − if to another."""

    code: str
    role: Text
    scope: Text
    capability: Capability | None = None
    scope_kind: ScopeKind | None = None
    sign: str = ""

    def account(self, mark: str) -> str | None:
        """The account of the request, or None for a request without a token."""
        if self.code == "N":
            return None
        unit = {"+": "own", "−": "other", "": "any"}[self.sign]
        return f"{self.capability or 'stranger'}-{self.scope_kind or 'nowhere'}-{unit}-{mark}"


NOBODY = Column("N", Text("tanpa token", "no token"), Text("–", "–"))
STRANGER = Column("X", Text("tanpa jabatan", "no position"), Text("–", "–"))


def _columns_of(capability: Capability, kind: ScopeKind, alone: bool) -> list[Column]:
    letter, role = ROLES[capability]
    letter += "" if alone else PLACES[kind][0]
    place = PLACES[kind][1]
    if kind == "nation":
        return [Column(letter, role, place, capability, kind)]
    return [
        Column(letter + sign, role, Text(f"{place.id} {own.id}", f"{own.en} {place.en}"), capability, kind, sign)
        for sign, own in OWN.items()
    ]


COLUMNS = (
    NOBODY,
    STRANGER,
    *(
        column
        for capability in Capability
        for kind in PLACES
        if kind in KINDS[capability]
        for column in _columns_of(capability, kind, alone=len(KINDS[capability]) == 1)
    ),
)


def column_of(capability: Capability, sign: str = "") -> Column:
    """The column of a capability that is held in one kind of unit only."""
    return next(column for column in COLUMNS if (column.capability, column.sign) == (capability, sign))
