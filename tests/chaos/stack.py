"""The embedded stack with a proxy in front of PostgreSQL and of Kafka, and a disk of PostgreSQL's own.

The servers listen on the loopback address 127.0.0.2 with their usual ports; the proxies use the same ports on
127.0.0.1, which is also the address that Kafka advertises. So every connection passes a proxy. Further loopback
addresses need no set-up on Linux, but they do on other systems.
"""

import dataclasses
from pathlib import Path

from typing_extensions import override

from deploy.local.part import Announce, StackPart
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.local.state import Phase
from tests.chaos.disk import Disk, may_mount
from tests.chaos.proxy import ProxyProcess

BEHIND = "127.0.0.2"
SERVERS = ("postgres", "kafka")


class ChaosStack(Stack):
    """All of Sinergi, with proxies between it and its servers."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(LocalSettings(data_dir=data_dir), steps=setup_steps(), with_services=True)
        self.proxies: dict[str, ProxyProcess] = {}
        self.disk: Disk | None = None
        """PostgreSQL's own disk, if file systems may be mounted."""

    @override
    def environment(self) -> dict[str, str]:
        """The stack's environment at log level INFO; an hour at DEBUG would fill a disk."""
        return super().environment() | {"SINERGI_LOG_LEVEL": "INFO"}

    def direct_postgres(self) -> dict[str, str]:
        """Variables for a client that passes no proxy."""
        environment = self.environment()
        return environment | {
            "SINERGI_POSTGRES_URL": environment["SINERGI_POSTGRES_URL"].replace("127.0.0.1", BEHIND),
        }

    @override
    async def stop(self, phase: Phase = "stopped", trouble: str | None = None) -> None:
        """Stop everything, the proxies last."""
        await super().stop(phase, trouble)
        for proxy in self.proxies.values():
            await proxy.stop()
        if self.disk is not None:
            await self.disk.unmount()
            self.disk = None

    async def answers(self, name: str) -> bool:
        """Whether a process serves requests, checked in the same way as its clients do."""
        return await self._keepers[name].part.ready()

    def serving(self) -> list[str]:
        """The processes that are ready, according to the stack."""
        return [name for name, process in self.state.processes.items() if process.condition == "ready"]

    @override
    def _prepare_folder(self) -> None:
        super()._prepare_folder()
        for name, hide in (("postgres", self._hide_postgres), ("kafka", self._hide_kafka)):
            keeper = self._keepers[name]
            keeper.part = hide(keeper.part)

    def _hide_kafka(self, part: StackPart) -> StackPart:
        file = self.folder.kafka / "server.properties"

        async def prepare(announce: Announce) -> None:
            await part.prepare(announce)
            file.write_text(file.read_text().replace("CLIENTS://127.0.0.1:", f"CLIENTS://{BEHIND}:", 1))

        return dataclasses.replace(part, prepare=prepare)

    def _hide_postgres(self, part: StackPart) -> StackPart:
        async def prepare(announce: Announce) -> None:
            await part.prepare(announce)
            if self.disk is None and may_mount():
                disk = Disk(self.folder.postgres)
                await disk.mount()
                self.disk = disk

        # PostgreSQL uses the last of several equal options.
        command = [*part.command, f"--listen_addresses={BEHIND}"]
        return dataclasses.replace(part, command=command, prepare=prepare)

    @override
    async def _start_all(self) -> None:
        for name in SERVERS:
            self.proxies[name] = ProxyProcess(self.state.ports[name], BEHIND)
            await self.proxies[name].start()
        await super()._start_all()
