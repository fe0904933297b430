"""Secrets are random, readable by their owner only, and created once."""

import stat
from pathlib import Path

import pytest

from deploy.installation.trouble import Trouble
from deploy.local.vault import Vault, service_secrets


def test_a_secret_is_created_once_for_its_owner_only(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.create("kafka_admin")
    first = vault.read("kafka_admin")
    vault.create("kafka_admin")
    assert vault.read("kafka_admin") == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "kafka_admin").stat().st_mode) == 0o600


def test_two_secrets_differ(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.create("a")
    vault.create("b")
    assert vault.read("a") != vault.read("b")


def test_a_missing_secret_names_the_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=str(tmp_path / "postgres_admin")):
        Vault(tmp_path).read("postgres_admin")


def test_every_service_has_its_roles_and_its_principal() -> None:
    names = service_secrets()
    assert len(names) == len(set(names))
    for service in ("agreements", "programs", "notifications"):
        roles = {f"postgres_{service}_{kind}" for kind in ("owner", "app", "relay")}
        assert roles | {f"kafka_{service}"} <= set(names)
