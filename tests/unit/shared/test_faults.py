"""Whose fault an error is: every row of the table, and the classes that no row names."""

import socket

import asyncpg
import pytest

from shared.events.envelope import UnknownTopic
from shared.events.outbox import EventTooLarge
from shared.postgres.faults import EXCEPTIONS, SQLSTATES, Fault, fault_of
from shared.values.refusals import Refusal

BY_SQLSTATE = {
    "08006": Fault.PASSING,
    "22001": Fault.RECORD,
    "22003": Fault.RECORD,
    "23505": Fault.RECORD,
    "23514": Fault.RECORD,
    "25006": Fault.NOBODY,
    "25P02": Fault.NOBODY,
    "25P03": Fault.PASSING,
    "25P04": Fault.PASSING,
    "28P01": Fault.NOBODY,
    "0A000": Fault.NOBODY,
    "3D000": Fault.NOBODY,
    "3F000": Fault.NOBODY,
    "40001": Fault.PASSING,
    "40P01": Fault.PASSING,
    "42501": Fault.NOBODY,
    "42703": Fault.NOBODY,
    "42P01": Fault.NOBODY,
    "44000": Fault.RECORD,
    "53100": Fault.NOBODY,
    "53200": Fault.NOBODY,
    "53300": Fault.PASSING,
    "54000": Fault.RECORD,
    "55000": Fault.NOBODY,
    "55P03": Fault.PASSING,
    "57014": Fault.PASSING,
    "57P01": Fault.PASSING,
    "58030": Fault.NOBODY,
    "P0001": Fault.RECORD,
    "P0003": Fault.NOBODY,
    "XX001": Fault.NOBODY,
    "F0000": Fault.NOBODY,
}


@pytest.mark.parametrize(("sqlstate", "fault"), BY_SQLSTATE.items())
def test_the_fault_of_an_sqlstate(sqlstate: str, fault: Fault) -> None:
    assert fault_of(asyncpg.PostgresError.new({"C": sqlstate, "M": "message", "S": "ERROR"})) is fault


def test_every_sqlstate_of_the_table_has_an_example() -> None:
    assert {row for row in SQLSTATES if not any(example.startswith(row) for example in BY_SQLSTATE)} == set()


class Recursion(RecursionError):
    """A subclass counts as its base class does."""


BY_EXCEPTION = [
    (asyncpg.InvalidCachedStatementError("cached plan"), Fault.PASSING),
    (asyncpg.InternalClientError("got result for unknown protocol state"), Fault.PASSING),
    (asyncpg.InterfaceError("connection is closed"), Fault.PASSING),
    (asyncpg.InterfaceError("cannot perform operation: another operation is in progress"), Fault.NOBODY),
    (TimeoutError(), Fault.PASSING),
    (ConnectionRefusedError(), Fault.PASSING),
    (socket.gaierror("no such host"), Fault.PASSING),
    (FileNotFoundError("letter.docx"), Fault.NOBODY),
    (FileExistsError(), Fault.NOBODY),
    (IsADirectoryError(), Fault.NOBODY),
    (NotADirectoryError(), Fault.NOBODY),
    (PermissionError(), Fault.NOBODY),
    (OSError("network is unreachable"), Fault.PASSING),
    (ValueError("negative numbers are refused"), Fault.RECORD),
    (OverflowError("date value out of range"), Fault.RECORD),
    (ZeroDivisionError(), Fault.NOBODY),
    (AssertionError(), Fault.NOBODY),
    (AttributeError("no such attribute"), Fault.NOBODY),
    (ImportError(), Fault.NOBODY),
    (KeyError("unit"), Fault.NOBODY),
    (MemoryError(), Fault.NOBODY),
    (NameError(), Fault.NOBODY),
    (Recursion(), Fault.NOBODY),
    (StopIteration(), Fault.NOBODY),
    (StopAsyncIteration(), Fault.NOBODY),
    (TypeError("missing 1 required argument"), Fault.NOBODY),
    (UnknownTopic("reader.v1"), Fault.NOBODY),
    (EventTooLarge("300 kB"), Fault.RECORD),
]


@pytest.mark.parametrize(("error", "fault"), BY_EXCEPTION, ids=lambda value: type(value).__name__)
def test_the_fault_of_an_exception(error: Exception, fault: Fault) -> None:
    assert fault_of(error) is fault


def test_every_exception_of_the_table_has_an_example() -> None:
    assert {kind for kind, _ in EXCEPTIONS if not any(isinstance(error, kind) for error, _ in BY_EXCEPTION)} == set()


@pytest.mark.parametrize("refusal", Refusal.__subclasses__())
def test_a_refusal_of_the_domain_is_the_records_fault(refusal: type[Refusal]) -> None:
    assert fault_of(refusal.__new__(refusal)) is Fault.RECORD
