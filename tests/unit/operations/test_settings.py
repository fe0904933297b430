"""Every setting explains itself, and names its unit."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import Field
from pydantic.fields import FieldInfo

from shared.operations.settings import Settings

TIMES = ("_timeout_seconds", "_interval_seconds")
COUNTS = frozenset(
    {
        "pool_size",
        "http_port",
        "smtp_port",
        "bounce_port",
        "requests_per_minute",
        "anonymous_requests_per_minute",
        "parking_records_per_hour",
        "session_idle_minutes",
        "session_hours",
        "files_max_megabytes",
        "files_orphan_hours",
        "dormant_after_days",
    }
)
"""Whole numbers whose name already is their unit."""


def faults(name: str, field: FieldInfo) -> Iterator[str]:
    if not field.description:
        yield f"{name} has no description"
    if field.annotation is float and not name.endswith(TIMES):
        yield f"{name} is a time: its name ends with {' or '.join(TIMES)}"
    if field.annotation is int and name not in COUNTS:
        yield f"{name} is a number: its unit belongs into its name, and the name into COUNTS"


def test_every_setting_is_described_and_named_by_its_unit() -> None:
    assert [fault for name, field in Settings.model_fields.items() for fault in faults(name, field)] == []


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [
        ("job_interval_seconds", float, {}),
        ("job_pause", float, {"description": "pause between two rounds"}),
        ("kept", int, {"description": "days"}),
    ],
)
def test_a_setting_without_description_or_unit_is_found(name: str, kind: type, more: dict[str, Any]) -> None:
    field = FieldInfo.from_annotation(kind)
    field.description = Field(**more).description if more else None
    assert list(faults(name, field))
