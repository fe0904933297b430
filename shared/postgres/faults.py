"""Whose fault an error is, while a record is applied: it decides between parking, halting and trying again.

A record is parked only for an error of its own. An error that every record would meet halts the consumer: it reports
the reason, and continues by itself once the cause is fixed. An error that passes is met by a pause.
"""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from enum import Enum

import asyncpg


class Fault(Enum):
    """Whose fault an error is."""

    RECORD = "the record's: park it"
    NOBODY = "no record's: halt, report the reason, and try again"
    PASSING = "a passing condition: back off and try again"


SQLSTATES: Mapping[str, Fault] = {
    "08": Fault.PASSING,  # connection
    "22": Fault.RECORD,  # data: out of range, too long, malformed
    "23": Fault.RECORD,  # integrity constraint
    "25": Fault.NOBODY,  # transaction state, also a server that is read-only
    "25P03": Fault.PASSING,  # idle_in_transaction_session_timeout
    "25P04": Fault.PASSING,  # transaction_timeout
    "28": Fault.NOBODY,  # wrong role or password
    "0A": Fault.NOBODY,  # not supported
    "3D": Fault.NOBODY,  # missing database
    "3F": Fault.NOBODY,  # missing schema
    "40": Fault.PASSING,  # rollback: deadlock, serialization
    "42": Fault.NOBODY,  # missing right, table or column; wrong syntax
    "44": Fault.RECORD,  # CHECK OPTION of a view
    "53": Fault.NOBODY,  # disk or memory full
    "53300": Fault.PASSING,  # too many connections
    "54": Fault.RECORD,  # a value that is too long for an index
    "55": Fault.NOBODY,  # object not in the required state
    "55P03": Fault.PASSING,  # lock_timeout
    "57": Fault.PASSING,  # an operator's intervention: shutdown, cancelled statement
    "58": Fault.NOBODY,  # input and output of the server
    "P0": Fault.NOBODY,  # PL/pgSQL
    "P0001": Fault.RECORD,  # RAISE: a rule that a trigger enforces
    "XX": Fault.NOBODY,  # internal error, corrupted data
}
"""By SQLSTATE, or by its class, the first two characters. Other classes are nobody's fault."""

EXCEPTIONS: Sequence[tuple[type[BaseException], Fault]] = (
    # Of class 0A. asyncpg has dropped the outdated statement, so the next try succeeds.
    (asyncpg.InvalidCachedStatementError, Fault.PASSING),
    # Raised for a connection that has received the server's termination message but is not closed yet.
    (asyncpg.InternalClientError, Fault.PASSING),
    (asyncpg.InterfaceError, Fault.PASSING),
    (asyncio.TimeoutError, Fault.PASSING),
    (ConnectionError, Fault.PASSING),
    (socket.gaierror, Fault.PASSING),
    (FileNotFoundError, Fault.NOBODY),
    (FileExistsError, Fault.NOBODY),
    (IsADirectoryError, Fault.NOBODY),
    (NotADirectoryError, Fault.NOBODY),
    (PermissionError, Fault.NOBODY),
    (OSError, Fault.PASSING),
    # Values of the record that are outside of their range.
    (ValueError, Fault.RECORD),
    (OverflowError, Fault.RECORD),
    # Programming errors: the next records would meet them too, and trying again does not help until they are fixed.
    (ArithmeticError, Fault.NOBODY),
    (AssertionError, Fault.NOBODY),
    (AttributeError, Fault.NOBODY),
    (ImportError, Fault.NOBODY),
    (LookupError, Fault.NOBODY),
    (MemoryError, Fault.NOBODY),
    (NameError, Fault.NOBODY),
    (RuntimeError, Fault.NOBODY),
    (StopIteration, Fault.NOBODY),
    (StopAsyncIteration, Fault.NOBODY),
    (TypeError, Fault.NOBODY),
)
"""By class of the exception; the first that matches counts. All others are refusals of the domain: the record's."""


def fault_of(error: BaseException) -> Fault:
    """Whose fault `error` is."""
    # asyncpg has no class of its own for a handler that uses its connection twice at the same time.
    if isinstance(error, asyncpg.InterfaceError) and "another operation is in progress" in str(error):
        return Fault.NOBODY
    by_class = next((fault for kind, fault in EXCEPTIONS if isinstance(error, kind)), None)
    if by_class is None and isinstance(error, asyncpg.PostgresError):
        sqlstate = error.sqlstate or ""
        return SQLSTATES.get(sqlstate) or SQLSTATES.get(sqlstate[:2], Fault.NOBODY)
    return by_class or Fault.RECORD
