"""The example consumers in operation: registered with commands, then run until they have read enough records."""

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.behaviour.client import Sinergi
from tests.behaviour.consumers.toolchains import TOOLCHAINS, built
from tests.behaviour.subscribers.operator import Operator

SCHEMAS = Path(__file__).parents[3] / "docs" / "contracts" / "schemas"
READ_SECONDS = 120
IDLE_SECONDS = 30
REFUSED = 3
Finding = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """A program with its credentials, run as another office would run it."""

    name: str
    folder: Path
    servers: str
    credentials: Path

    def with_other_credentials(self, file: Path, **changes: str) -> "Reader":
        """The same program with changed credentials."""
        file.write_text(json.dumps(json.loads(self.credentials.read_text()) | changes))
        return replace(self, credentials=file)

    @property
    def principal(self) -> str:
        return str(json.loads(self.credentials.read_text())["kafka_username"])

    async def reads(self, topic: str, records: int) -> list[Finding]:
        """Its findings about the first `records` records of a topic."""
        return (await self._finish(topic, records))[0]

    async def result(self, topic: str, records: int) -> Finding:
        """Its own table after the first `records` records of a topic."""
        return (await self._finish(topic, records))[1]

    async def is_refused(self, topic: str) -> bool:
        """Whether Kafka refuses it every record, and it reports this."""
        code, findings, _ = await self._run(topic, 1)
        return code == REFUSED and [finding["finding"] for finding in findings] == ["refused"]

    async def _finish(self, topic: str, records: int) -> tuple[list[Finding], Finding]:
        code, findings, trouble = await self._run(topic, records)
        assert code == 0, trouble
        *about_events, result, summary = findings
        assert (result["finding"], summary["finding"]) == ("result", "summary")
        return about_events, result

    async def _run(self, topic: str, records: int) -> tuple[int | None, list[Finding], str]:
        process = await asyncio.create_subprocess_exec(
            *TOOLCHAINS[self.name].run,
            cwd=self.folder,
            env={**os.environ, **self._environment(topic, records)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            output, trouble = await asyncio.wait_for(process.communicate(), READ_SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
        return process.returncode, [json.loads(line) for line in output.splitlines()], trouble.decode()

    def _environment(self, topic: str, records: int) -> Mapping[str, str]:
        return {
            "KAFKA_SERVERS": self.servers,
            "KAFKA_SECURITY": "SASL_PLAINTEXT",
            "CREDENTIALS_FILE": str(self.credentials),
            "TOPIC": topic,
            "SCHEMAS": str(SCHEMAS),
            "STOP_AFTER_RECORDS": str(records),
            "IDLE_SECONDS": str(IDLE_SECONDS),
        }


@dataclass
class Readers:
    """Each consumer is built and registered at its first use, once per run: a second `issue` would be refused."""

    sinergi: Sinergi
    folder: Path
    known: dict[str, Reader] = field(default_factory=dict)

    async def named(self, name: str) -> Reader:
        if name not in self.known:
            self.known[name] = await self._register(name)
        return self.known[name]

    async def _register(self, name: str) -> Reader:
        folder = await built(TOOLCHAINS[name], self.folder)
        operator = Operator(self.sinergi.stack.environment(), self.folder / "unused.yaml")
        credentials = self.folder / f"{name}.json"
        options = ("--reason", "a test", "--json")
        await operator.run("subscribers", "register", name, *options)
        await operator.run("subscribers", "issue", name, "--to", str(credentials), *options)
        return Reader(name, folder, self.sinergi.stack.kafka_servers, credentials)
