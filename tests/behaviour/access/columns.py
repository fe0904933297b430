"""The columns of the access table: every capability in every kind of unit, in its own unit and in another."""

from dataclasses import dataclass

from shared.values.capabilities import Capability, ScopeKind
from shared.values.capability_table import capability_table
from shared.values.labels import label
from shared.values.texts import Text

LETTERS = {
    Capability.COOPERATION_OFFICER: "Co",
    Capability.COACHING_OFFICER: "Ca",
    Capability.SESSION_RECORDER: "Re",
    Capability.HEALTH_OFFICER: "Hl",
    Capability.PROBATION_OFFICER: "Pb",
    Capability.HEAD: "H",
    Capability.REVIEWER: "Rv",
    Capability.READER: "Rd",
    Capability.MASTER_DATA_KEEPER: "Md",
    Capability.PUBLICATION_OFFICER: "Pu",
    Capability.AUDITOR: "Au",
    Capability.DATA_PROTECTION_OFFICER: "Dp",
    Capability.PARTNER_CONTACT: "C",
    Capability.SYSTEM_SUBSCRIBER: "Sy",
    Capability.OPERATOR: "Op",
}
UNITS: dict[ScopeKind, tuple[str, Text]] = {
    "facility": ("f", Text("UPT", "facility")),
    "region": ("r", Text("wilayah", "region")),
    "nation": ("n", Text("nasional", "nation")),
    "partner": ("p", Text("mitra", "partner")),
}
LEVELS = {capability: row.levels for capability, row in capability_table().items()}
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


WITHOUT_TOKEN = Column("N", Text("tanpa token", "no token"), Text("–", "–"))
WITHOUT_POSITION = Column("X", Text("tanpa jabatan", "no position"), Text("–", "–"))


def _columns_of(capability: Capability, kind: ScopeKind, alone: bool) -> list[Column]:
    role = label("capability", capability)
    letter = LETTERS[capability] + ("" if alone else UNITS[kind][0])
    unit = UNITS[kind][1]
    if kind == "nation":
        return [Column(letter, role, unit, capability, kind)]
    return [
        Column(letter + sign, role, Text(f"{unit.id} {own.id}", f"{own.en} {unit.en}"), capability, kind, sign)
        for sign, own in OWN.items()
    ]


COLUMNS = (
    WITHOUT_TOKEN,
    WITHOUT_POSITION,
    *(
        column
        for capability in Capability
        for kind in UNITS
        if kind in LEVELS[capability]
        for column in _columns_of(capability, kind, alone=len(LEVELS[capability]) == 1)
    ),
)


def column_of(capability: Capability, sign: str, kind: ScopeKind) -> Column:
    """The column of a capability in a kind of unit."""
    wanted = (capability, sign, kind)
    return next(column for column in COLUMNS if (column.capability, column.sign, column.scope_kind) == wanted)
