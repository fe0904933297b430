"""Subscribers as an operator makes them, by command, from a register of the test's own."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from typer.testing import CliRunner

from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from shared.operations.settings import Settings
from tests.behaviour.conftest import Service, Sinergi
from tests.behaviour.feed.following import AGREEMENTS, Follower


@dataclass
class Office:
    """The operators' side: the register and the command."""

    environment: Mapping[str, str]
    register: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def enters(self, name: str, **changes: Any) -> None:
        """Put a subscriber into the register, or change it there."""
        plain = {"name": name, "office": "Instansi Contoh", "purpose": "A test.", "topics": ["agreements.v1"]}
        self.entries[name] = plain | self.entries.get(name, {}) | changes
        self.register.write_text(yaml.safe_dump(list(self.entries.values())))

    async def does(self, what: str, name: str, *more: str) -> Any:
        """Run a command that changes something; returns what it says. A refusal is raised as `Trouble`."""
        return await self.asks(what, name, "--reason", "a test", *more)

    async def asks(self, *arguments: str) -> Any:
        """Run a command about subscribers."""
        whole = ["subscribers", *arguments, "--register", str(self.register), "--json"]
        return await self.runs(*whole)

    async def runs(self, *arguments: str) -> Any:
        """Run any command that answers in JSON."""
        result = await asyncio.to_thread(CliRunner().invoke, app, [*arguments], env=dict(self.environment))
        if isinstance(result.exception, Trouble):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@dataclass
class Known:
    """A subscriber with its credentials."""

    name: str
    token: str
    username: str
    password: str
    group_prefix: str

    def at(self, service: Service, topic: str = AGREEMENTS) -> Follower:
        """Reading the feed of a service."""
        return Follower(service, None, self.token, f"?topic={topic}")


@pytest.fixture
def office(sinergi: Sinergi, tmp_path: Path) -> Office:
    office = Office(sinergi.stack.environment(), tmp_path / "subscribers.yaml")
    office.register.touch()
    return office


@pytest.fixture
def name() -> str:
    """A name that no other test of this run uses."""
    return f"contoh-{uuid4().hex[:8]}"


@pytest.fixture
async def known(office: Office, name: str) -> Known:
    """A subscriber of the agreements' topic."""
    return await make_known(office, name)


async def make_known(office: Office, name: str, **changes: Any) -> Known:
    """Enter a subscriber, register it, and issue its credentials."""
    office.enters(name, **changes)
    await office.does("register", name)
    given = (await office.does("issue", name))["credentials"]
    return Known(name, given["token"], given["kafka_username"], given["kafka_password"], given["kafka_group_prefix"])


def settings_of_the_run(sinergi: Sinergi) -> Settings:
    from deploy.installation.environment import settings_of

    return settings_of(sinergi.stack.environment())
