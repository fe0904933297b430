"""How far the log is complete: ids are drawn in order but commit out of order, so a reader must not run ahead.

A visible run of ids without holes is complete. At a hole three reads decide, and their order is the proof:
the sequence's last value V, *then* who holds a lock on the log, *then* the rows again. Whoever drew an id up to V and
is not among the holders had ended before the rows were read: its ids are visible or dead. A holder seen for the first
time was not there at the round before, so it drew only ids above that round's V.
"""

from dataclasses import dataclass, field

from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class Round:
    """What the first two reads of a round saw."""

    last_value: int
    holders: dict[str, int | None]
    """Virtual transaction → pid; the pid of a prepared transaction is null, and its identity changed at PREPARE."""


@dataclass(slots=True)
class Horizon:
    """What one leader knows of the holders; a new leader starts with a new one, which knows nothing."""

    last_value: int | None = None
    bounds: dict[str, int] = field(default_factory=dict)
    blocked_by: int | None = None
    open: bool = False
    """Whether ids have been drawn beyond what is complete: look again soon."""

    def judge(self, seen: Round, cursor: int) -> int:
        """Return the id up to which everything is committed and visible, or dead."""
        earlier = self.last_value
        self.bounds = {holder: self._bound(holder, pid, earlier, cursor) for holder, pid in seen.holders.items()}
        self.last_value = seen.last_value
        lowest = min(self.bounds, key=self.bounds.__getitem__, default=None)
        self.blocked_by = seen.holders[lowest] if lowest is not None else None
        complete = min([seen.last_value, *self.bounds.values()])
        self.open = complete < seen.last_value
        return complete

    def _bound(self, holder: str, pid: int | None, earlier: int | None, cursor: int) -> int:
        # It keeps the bound of the round that saw it first: what it drew then lies below what a later round would give.
        if holder in self.bounds:
            return self.bounds[holder]
        if pid is None or earlier is None:
            return cursor
        return earlier


async def look(connection: Connection) -> Round:
    """Make the first two reads, in their order and each in a snapshot of its own."""
    last_value = await read_last_value(connection)
    return Round(last_value, await read_holders(connection))


async def read_last_value(connection: Connection) -> int:
    """The last id drawn, committed or not."""
    # Where none was drawn since the sequence was made or set, it names the next one.
    query = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM outbox_id_seq"
    return int(await connection.fetchval(query))


async def read_holders(connection: Connection) -> dict[str, int | None]:
    """Who has written the log and has not ended: a lock is taken before an id is drawn and given up after COMMIT."""
    # By virtual transaction, not by pid: the next transaction of a session is another holder, with a bound of its own.
    # An oid is unique within its database only, and `pg_locks` shows the whole cluster.
    rows = await connection.fetch(
        """SELECT virtualtransaction, pid FROM pg_locks
           WHERE locktype = 'relation' AND relation = 'outbox'::regclass AND mode = 'RowExclusiveLock' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
    )
    return {row["virtualtransaction"]: row["pid"] for row in rows}
