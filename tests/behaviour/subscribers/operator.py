"""Subscribers as an operator sets them up, with commands and a register of the test's own."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from shared.operations.settings import Settings
from tests.behaviour.client import Service, Sinergi
from tests.behaviour.feed.following import AGREEMENTS, Follower


@dataclass
class Operator:
    """An operator with a register and the command `sinergi`."""

    environment: Mapping[str, str]
    register: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def enter(self, name: str, **changes: Any) -> None:
        """Add a subscriber to the register, or change it there."""
        plain = {"name": name, "office": "Instansi Contoh", "purpose": "A test.", "topics": ["agreements.v1"]}
        self.entries[name] = plain | self.entries.get(name, {}) | changes
        self.register.write_text(yaml.safe_dump(list(self.entries.values())))

    async def change(self, operation: str, name: str, *more: str) -> Any:
        """Run a command that changes a subscriber; return its output. A refusal is raised as `Trouble`."""
        return await self.ask(operation, name, "--reason", "a test", *more)

    async def ask(self, *arguments: str) -> Any:
        """Run a command about subscribers."""
        command = ["subscribers", *arguments, "--register", str(self.register), "--json"]
        return await self.run(*command)

    async def run(self, *arguments: str) -> Any:
        """Run any command with JSON output."""
        result = await asyncio.to_thread(CliRunner().invoke, app, [*arguments], env=dict(self.environment))
        if isinstance(result.exception, Trouble):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@dataclass
class Subscriber:
    """A subscriber with its credentials."""

    name: str
    token: str
    username: str
    password: str
    group_prefix: str

    def feed(self, service: Service, topic: str = AGREEMENTS) -> Follower:
        """A reader of the feed of a service."""
        return Follower(service, None, self.token, f"?topic={topic}")


async def make_subscriber(operator: Operator, name: str, **changes: Any) -> Subscriber:
    """Add a subscriber to the register, register it, and issue its credentials."""
    operator.enter(name, **changes)
    await operator.change("register", name)
    credentials = (await operator.change("issue", name))["credentials"]
    return Subscriber(
        name,
        credentials["token"],
        credentials["kafka_username"],
        credentials["kafka_password"],
        credentials["kafka_group_prefix"],
    )


def stack_settings(sinergi: Sinergi) -> Settings:
    from deploy.installation.environment import settings_of

    return settings_of(sinergi.stack.environment())
