"""Findings of the doctor in settings, in archives and in addresses, without servers."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.doctor.certificates import Endpoint
from deploy.doctor.checks.backups import judge
from deploy.doctor.checks.certificates import endpoints
from deploy.doctor.checks.settings import find
from shared.operations.settings import Settings

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
ARCHIVING: Mapping[str, Any] = {
    "mode": "on",
    "last_archived_time": NOW - timedelta(minutes=1),
    "last_failed_time": None,
    "last_failed_wal": None,
}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, None),
        ({"mode": "off"}, "does not archive its log"),
        ({"last_archived_time": None}, "has archived nothing yet"),
        ({"last_archived_time": NOW - timedelta(hours=5)}, "has archived nothing for 5 hours"),
        ({"last_failed_time": NOW, "last_failed_wal": "0001"}, "could not archive 0001"),
        ({"last_failed_time": NOW - timedelta(days=9), "last_failed_wal": "0001"}, None),
    ],
)
def test_an_archive_is_judged(change: Mapping[str, Any], found: str | None) -> None:
    whats = [finding.what for finding in judge({**ARCHIVING, **change}, NOW)]
    assert len(whats) == (found is not None)
    assert found is None or found in whats[0]


def test_every_server_with_tls_is_an_endpoint() -> None:
    settings = Settings(
        postgres_url="postgresql://db.example:5433/sinergi?sslmode=verify-full&sslrootcert=/etc/sinergi/ca.pem",
        kafka_servers="a.example:9093,b.example:9093",
        kafka_security="SASL_SSL",
        jwks_url="https://id.example/keys",
        feeds={"programs": "http://127.0.0.1:1"},
    )
    assert list(endpoints(settings)) == [
        Endpoint("Kafka", "a.example", 9093),
        Endpoint("Kafka", "b.example", 9093),
        Endpoint("PostgreSQL", "db.example", 5433, Path("/etc/sinergi/ca.pem"), postgres=True),
        Endpoint("the issuer", "id.example", 443),
    ]


async def test_misspelt_and_unsafe_settings_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SINERGI_KAFKA_SERVER", "x")
    settings = Settings(
        secrets_dir=tmp_path,
        kafka_servers="k.example:9092",
        crash_at="x",
        jwks_url="http://id.example",
        files_s3_endpoint="http://files:7070",
    )
    found = {finding.what: finding.fix async for finding in find(settings)}
    whole = " ".join(found)
    assert "rename it to SINERGI_KAFKA_SERVERS" in found["SINERGI_KAFKA_SERVER is set, and no setting has this name"]
    assert "SINERGI_FEEDS has no address of agreements, programs, notifications" in whole
    assert "SINERGI_CRASH_AT is set" in whole
    assert "SINERGI_JWKS_URL is an address of plain HTTP" in whole
    assert "SINERGI_FILES_S3_ENDPOINT is an address of plain HTTP" in whole
    assert "to Kafka unencrypted" in whole
    assert "kafka_agreements" in whole


@pytest.mark.parametrize(
    ("given", "secret"),
    [
        ({"smtp_host": "mail.example", "smtp_user": "sinergi"}, "smtp_password"),
        ({"bounce_host": "mail.example"}, "bounce_password"),
        ({"http_certificate_file": "/etc/sinergi/chain.pem"}, "http_key"),
        ({"resolver_url": "https://nama.example"}, "resolver_token"),
        ({"files_store": "s3"}, "files_s3_secret_access_key"),
    ],
)
async def test_a_secret_that_a_setting_needs_is_missed(tmp_path: Path, given: Mapping[str, Any], secret: str) -> None:
    async def missing(settings: Settings) -> str:
        (found,) = [finding.what async for finding in find(settings) if "secrets are missing" in finding.what]
        return found

    assert secret not in await missing(Settings(secrets_dir=tmp_path))
    assert secret in await missing(Settings(secrets_dir=tmp_path, **given))


async def test_a_secret_that_everybody_can_read_is_found(tmp_path: Path) -> None:
    (tmp_path / "kafka_admin").write_text("x")
    (tmp_path / "kafka_admin").chmod(0o644)
    found = [finding.what async for finding in find(Settings(secrets_dir=tmp_path))]
    assert any(what.endswith("can read the secrets kafka_admin") for what in found)


@pytest.mark.parametrize(("copies", "risk"), [(1, True), (2, True), (3, False)])
async def test_a_cluster_that_a_lost_disk_ends_is_found(tmp_path: Path, copies: int, risk: bool) -> None:
    found = [finding.what async for finding in find(Settings(secrets_dir=tmp_path, kafka_copies=copies))]
    assert any("with the disk of a broker its topics are lost" in what for what in found) == risk
