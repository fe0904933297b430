"""Contents of the start page."""

from dataclasses import dataclass

SERVICES = ("agreements", "programs", "notifications")


@dataclass(frozen=True)
class HeldPosition:
    """A position of the account, as the page shows it."""

    capability: str
    scope_kind: str
    unit: str


@dataclass(frozen=True)
class Home:
    """The start page of an account. A number is None if its service does not answer or refuses."""

    account: str
    positions: list[HeldPosition] | None
    waiting: dict[str, int | None]
    unread: int | None
    down: list[str]
