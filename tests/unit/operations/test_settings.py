"""Every setting explains itself, and names its unit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field
from pydantic.fields import FieldInfo

from shared.operations.settings import Settings, WrongSetting, from_environment

TIMES = ("_timeout_seconds", "_interval_seconds")
COUNTS = frozenset(
    {
        "pool_size",
        "kafka_copies",
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


def test_proxies_are_named_by_address_or_network(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().proxies == ()
    monkeypatch.setenv("SINERGI_PROXIES", "10.0.0.7, 10.1.0.0/16,::1")
    assert [str(each) for each in Settings().proxies] == ["10.0.0.7/32", "10.1.0.0/16", "::1/128"]


@pytest.mark.parametrize("value", ["*", "proxy.example", "0.0.0.0/0", "10.0.0.7/8"])
def test_everybody_is_no_proxy(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SINERGI_PROXIES", value)
    with pytest.raises(WrongSetting, match="SINERGI_PROXIES"):
        from_environment(Settings)


def test_only_requests_go_through_a_pooler(tmp_path: Path) -> None:
    (tmp_path / "postgres_programs_app").write_text("x")
    pooler = "postgresql://pooler.example:6432/sinergi"
    settings = Settings(
        secrets_dir=tmp_path, postgres_url="postgresql://db.example/sinergi", postgres_pooler_url=pooler
    )
    assert settings.pooler_url("programs") == "postgresql://sinergi_programs_app:x@pooler.example:6432/sinergi"
    assert settings.database_url("programs", "app") == "postgresql://sinergi_programs_app:x@db.example/sinergi"
    assert Settings(secrets_dir=tmp_path).pooler_url("programs") is None
