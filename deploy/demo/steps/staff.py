"""The accounts of a story, by what they do. Without imports, so that the login page of the issuer can list them."""

from dataclasses import dataclass

OPERATOR = "operator"
"""The account of system operations, which may assign every position."""


@dataclass(frozen=True)
class Staff:
    """The accounts of a facility and of the reviewer in its region; `desks` are further officers."""

    officer: str
    head: str
    reviewer: str
    desks: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """All accounts, the first ones to look around with."""
        return (self.officer, self.head, self.reviewer, *self.desks)
