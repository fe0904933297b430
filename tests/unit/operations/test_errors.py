"""Errors are described without the values that they quote."""

import asyncpg
import psycopg
import pytest
from pydantic import BaseModel, ValidationError

from shared.operations.errors import describe, format_error

SECRET = "budi.santoso"


def check_violation() -> asyncpg.PostgresError:
    fields = {
        "C": "23514",
        "M": f'new row for "{SECRET}" violates check constraint',
        "D": f"Failing row contains ({SECRET}, officer)",
        "t": "position",
        "n": "position_period",
        "S": "ERROR",
    }
    error: asyncpg.PostgresError = asyncpg.PostgresError.new(fields)
    return error


def test_an_error_of_a_row_names_table_and_constraint_only() -> None:
    assert SECRET in str(check_violation())
    assert describe(check_violation()) == "CheckViolationError (23514): table position, constraint position_period"


def test_a_missing_right_keeps_the_servers_message_without_detail() -> None:
    fields = {"C": "42501", "M": "permission denied for table consumed", "D": SECRET, "H": SECRET, "S": "ERROR"}
    described = describe(asyncpg.PostgresError.new(fields))
    assert described == "InsufficientPrivilegeError (42501): permission denied for table consumed"


def test_an_error_of_the_driver_that_quotes_an_argument_is_described_without_it() -> None:
    assert describe(asyncpg.DataError(f"invalid input for query argument $1: {SECRET}")) == "DataError (22000)"


def test_an_error_of_psycopg_is_described_without_detail() -> None:
    error = psycopg.errors.InsufficientPrivilege(f"permission denied\nDETAIL: {SECRET}")
    assert describe(error) == "InsufficientPrivilege (42501): permission denied"


def test_an_invalid_model_is_described_without_its_input() -> None:
    class Officer(BaseModel):
        born: int

    with pytest.raises(ValidationError) as failure:
        Officer.model_validate({"born": SECRET})
    assert SECRET in str(failure.value)
    assert SECRET not in describe(failure.value)
    assert "born: Input should be a valid integer" in describe(failure.value)


@pytest.mark.parametrize(
    ("error", "described"), [(ValueError("why"), "ValueError: why"), (TimeoutError(), "TimeoutError")]
)
def test_any_other_error_is_described_by_class_and_message(error: Exception, described: str) -> None:
    assert describe(error) == described


def test_a_traceback_shows_causes_and_groups_without_values() -> None:
    try:
        try:
            raise check_violation()
        except asyncpg.PostgresError as cause:
            raise ExceptionGroup("several", [check_violation(), LookupError("inner")]) from cause
    except ExceptionGroup as error:
        text = format_error((type(error), error, error.__traceback__))
    assert SECRET not in text
    assert text.count("CheckViolationError (23514)") == 2
    assert text.index("CheckViolationError") < text.index("ExceptionGroup: several") < text.index("LookupError: inner")
    assert "test_errors.py" in text
