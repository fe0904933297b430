"""Who may do what: tokens say who, positions say as what, and one wrapper checks it before any use case runs."""

from shared.access.actor import Actor
from shared.access.use_case import Work, anywhere, nationwide, use_case

__all__ = ["Actor", "Work", "anywhere", "nationwide", "use_case"]
