"""Versions as ETags (RFC 9110 §8.8.3, §13.1.1): a change of a resource names the version that it expects."""

import re
from typing import Annotated

from fastapi import Depends, Header

from shared.web.problems.refusals import VersionMissing, VersionStale

_TAG = re.compile('"(0|[1-9][0-9]{0,17})"', re.ASCII)


async def _expected_version(
    # Optional to FastAPI only, which would answer 422 if it is missing: RFC 6585 §3 has 428 for that.
    if_match: Annotated[str | None, Header(description='the ETag last read, such as "3"')] = None,
) -> int:
    # `*` and weak tags are refused: If-Match is compared strongly (RFC 9110 §13.1.1).
    if not (tag := _TAG.fullmatch(if_match or "")):
        raise VersionMissing
    return int(tag[1])


ExpectedVersion = Annotated[int, Depends(_expected_version)]
"""A route's parameter: the version in If-Match. Raises `VersionMissing`."""


def require_version(current: int, expected: int) -> None:
    """Raise `VersionStale` unless the resource still has the version that the client expects."""
    if current != expected:
        raise VersionStale(expected=expected, current=current)
