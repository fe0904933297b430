"""The desks of one facility, and a draft about it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Desks:
    """The accounts that hold the desks of one facility, its region and its partner."""

    facility_id: str
    partner_id: str
    officer: str
    head: str
    reviewer: str
    contact: str


def parties_of(desks: Desks) -> list[dict[str, Any]]:
    """The facility and its partner as parties of a draft."""
    return [{"unit_id": desks.facility_id}, {"unit_id": desks.partner_id}]


Draft = Callable[[str], Awaitable[dict[str, Any]]]
"""Drafts an agreement with this title and returns its receipt."""
