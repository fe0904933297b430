"""How far the log is complete. Ids are drawn in order but commit out of order, so the relay must not read too far.

A visible run of consecutive ids is complete. At a hole, three reads decide, and their order is the proof: the
sequence's last value V, *then* the transactions that hold a lock on the log, *then* the rows again. A transaction that
drew an id up to V and is not among the holders had ended before the rows were read, so its ids are visible or dead. A
holder that appears for the first time held no lock in the previous round, so it drew only ids above that round's V.
"""

from dataclasses import dataclass, field

from shared.postgres.connections import Connection


class UnsafeSequence(Exception):
    """The log's sequence does not give ids in the order of the locks, so a hole proves nothing."""


@dataclass(frozen=True, slots=True)
class Round:
    """Results of the first two reads of a round."""

    last_value: int
    holders: dict[str, int | None]
    """Virtual transaction → pid. A prepared transaction has no pid, and its identity changed at PREPARE."""


@dataclass(slots=True)
class Horizon:
    """One leader's knowledge of the holders; a new leader starts with an empty one."""

    last_value: int | None = None
    bounds: dict[str, int] = field(default_factory=dict)
    blocked_by: int | None = None
    open: bool = False
    """Whether ids have been drawn beyond the complete part: read again soon."""
    waiting_at: int | None = None
    """The cursor behind which the last look found nothing complete, although ids had been drawn."""

    def judge(self, reads: Round, cursor: int) -> int:
        """Return the id up to which every id is committed and visible, or dead."""
        earlier = self.last_value
        self.bounds = {holder: self._bound(holder, pid, earlier, cursor) for holder, pid in reads.holders.items()}
        self.last_value = reads.last_value
        lowest = min(self.bounds, key=self.bounds.__getitem__, default=None)
        self.blocked_by = reads.holders[lowest] if lowest is not None else None
        complete_up_to = min([reads.last_value, *self.bounds.values()])
        self.open = complete_up_to < reads.last_value
        return complete_up_to

    def _bound(self, holder: str, pid: int | None, earlier: int | None, cursor: int) -> int:
        # A holder keeps the bound of its first round: the ids that it drew then are below a later round's bound.
        if holder in self.bounds:
            return self.bounds[holder]
        if pid is None or earlier is None:
            return cursor
        return earlier


async def start_round(connection: Connection) -> Round:
    """Make the first two reads, in this order and each in its own snapshot. Raises `UnsafeSequence`."""
    if fault := await sequence_fault(connection):
        raise UnsafeSequence(fault)
    last_value = await read_last_value(connection)
    return Round(last_value, await read_holders(connection))


async def sequence_fault(connection: Connection) -> str | None:
    """Why the log's sequence is unsafe, or None."""
    row = await connection.fetchrow(
        "SELECT seqcache, seqincrement, seqcycle FROM pg_sequence WHERE seqrelid = 'outbox_id_seq'::regclass"
    )
    assert row is not None, "the migration creates the sequence"  # noqa: S101
    if (row["seqcache"], row["seqincrement"], row["seqcycle"]) == (1, 1, False):
        return None
    return (
        f"outbox_id_seq has CACHE {row['seqcache']}, INCREMENT {row['seqincrement']}, CYCLE {row['seqcycle']}: "
        "sessions draw ids ahead, and the relay would pass over them. As owner run `ALTER SEQUENCE outbox_id_seq "
        "CACHE 1 INCREMENT 1 NO CYCLE`, then end the sessions of the service, which keep the ids they have cached"
    )


async def read_last_value(connection: Connection) -> int:
    """The last id drawn, committed or not."""
    # `last_value` is the next id if none has been drawn since the sequence was created or set.
    query = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM outbox_id_seq"
    return int(await connection.fetchval(query))


async def read_holders(connection: Connection) -> dict[str, int | None]:
    """Open transactions that have written the log: they lock it before drawing an id and unlock it after COMMIT."""
    # By virtual transaction and not by pid: the next transaction of the same session is a new holder with its own
    # bound. The database is compared because an oid is unique in its database only and `pg_locks` shows the cluster.
    rows = await connection.fetch(
        """SELECT virtualtransaction, pid FROM pg_locks
           WHERE locktype = 'relation' AND relation = 'outbox'::regclass AND mode = 'RowExclusiveLock' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
    )
    return {row["virtualtransaction"]: row["pid"] for row in rows}
