"""The agreements that one continues, and those that continue it; in its line, or in other lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.differences import Continuation, Differences, differences
from shared.access import Work

_BEFORE = """
SELECT w.whole, pair.kind
FROM (SELECT predecessor_id AS id, 'extension' AS kind FROM agreement WHERE id = $1 AND predecessor_id IS NOT NULL
      UNION ALL SELECT predecessor_id, kind FROM line_link WHERE agreement_id = $1) AS pair
JOIN agreement_whole w ON w.id = pair.id ORDER BY pair.id
"""
_AFTER = """
SELECT id, 'extension' AS kind FROM agreement WHERE predecessor_id = $1 AND alive
UNION ALL
SELECT a.id, l.kind FROM line_link l JOIN agreement a ON a.id = l.agreement_id WHERE l.predecessor_id = $1 AND a.alive
ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The agreements before and after one, each with the way in which it is continued."""

    before: Sequence[tuple[Agreement, Continuation]]
    after: Sequence[tuple[UUID, Continuation]]

    @property
    def predecessor(self) -> Agreement | None:
        """The one before it in its line."""
        return next((each for each, kind in self.before if kind == "extension"), None)

    @property
    def successors(self) -> list[UUID]:
        """Those that continue it, and bind or may still come to bind."""
        return [id_ for id_, _ in self.after]

    @property
    def parts_follow(self) -> bool:
        """Whether it is being split."""
        return any(kind == "split" for _, kind in self.after)

    def differences_of(self, agreement: Agreement, readable: Sequence[UUID]) -> list[Differences]:
        """The differences of the agreement from each of those before it that may be read."""
        return [differences(each, agreement, kind) for each, kind in self.before if each.id in readable]


async def neighbours_of(work: Work, agreement_id: UUID) -> Neighbours:
    """The agreements before and after one."""
    before = await work.connection.fetch(_BEFORE, agreement_id)
    after = await work.connection.fetch(_AFTER, agreement_id)
    return Neighbours(
        [(Agreement.model_validate_json(row["whole"]), row["kind"]) for row in before],
        [(row["id"], row["kind"]) for row in after],
    )
