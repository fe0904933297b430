"""Access: tokens identify the account, positions give it capabilities, one wrapper checks them for each use case."""

from shared.access.actor import Actor
from shared.access.use_case import Work, anywhere, nationwide, use_case

__all__ = ["Actor", "Work", "anywhere", "nationwide", "use_case"]
