"""Describes errors for logs, parked records and readiness, without the values that they quote.

PostgreSQL's DETAIL repeats rows, and so personal data; `str(error)` contains it. So errors are formatted here only.
"""

from collections.abc import Iterator
from traceback import format_tb

from pydantic import ValidationError
from structlog.typing import ExcInfo

_QUOTING = frozenset({"22", "23", "44", "54", "P0"})
"""SQLSTATE classes whose message, too, may quote a value."""


def describe(error: BaseException) -> str:
    """The error's class and message; of PostgreSQL's errors the SQLSTATE and the names of what is concerned."""
    name = type(error).__name__
    # By attribute, because the drivers have no class in common, and not every process that logs imports them.
    sqlstate = getattr(error, "sqlstate", None)
    if isinstance(sqlstate, str):
        return _describe_database_error(error, name, sqlstate)
    if isinstance(error, ValidationError):
        parts = (f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors(include_input=False))
        return f"{name}: {'; '.join(parts)}"
    return f"{name}: {error}" if str(error) else name


def _describe_database_error(error: BaseException, name: str, sqlstate: str) -> str:
    kinds = ("table", "column", "constraint")
    concerned = [f"{kind} {named}" for kind in kinds if (named := getattr(error, f"{kind}_name", None))]
    message = "" if sqlstate[:2] in _QUOTING or not error.args else str(error.args[0]).partition("\n")[0]
    details = "; ".join(filter(None, [message, ", ".join(concerned)]))
    return f"{name} ({sqlstate})" + (f": {details}" if details else "")


def format_error(exc_info: ExcInfo) -> str:
    """The traceback of an error and of its causes, the first cause first, each error described by `describe`."""
    return "\n\n".join(reversed([_format_one(error) for error in _causes(exc_info[1])]))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _format_one(error: BaseException) -> str:
    parts = ["Traceback (most recent call last):\n", *format_tb(error.__traceback__), describe(error)]
    if isinstance(error, BaseExceptionGroup):
        parts += [f"\n\n{format_error((type(each), each, each.__traceback__))}" for each in error.exceptions]
    return "".join(parts)
