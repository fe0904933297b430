"""The embedded stack with a proxy before PostgreSQL and one before Kafka.

The servers listen on a loopback address of their own, 127.0.0.2, at the ports that everybody knows; the proxies have
those ports on 127.0.0.1, which is also what Kafka tells its clients. So every connection passes a proxy. Loopback
addresses beside the first one need no set-up on Linux; elsewhere they do.
"""

import dataclasses
from pathlib import Path

from deploy.local.part import Announce, Part
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.local.state import Phase
from tests.chaos.proxy import Proxy

BEHIND = "127.0.0.2"
SERVERS = ("postgres", "kafka")


class ChaosStack(Stack):
    """All of Sinergi, and between it and its servers something that can fail."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(LocalSettings(data_dir=data_dir), steps=setup_steps(), with_services=True)
        self.proxies: dict[str, Proxy] = {}

    def environment(self) -> dict[str, str]:
        """As the stack's own; an hour at DEBUG would fill a disk."""
        return super().environment() | {"SINERGI_LOG_LEVEL": "INFO"}

    def direct_postgres(self) -> dict[str, str]:
        """Variables for a client that passes no proxy."""
        environment = self.environment()
        return environment | {
            "SINERGI_POSTGRES_URL": environment["SINERGI_POSTGRES_URL"].replace("127.0.0.1", BEHIND),
        }

    async def stop(self, phase: Phase = "stopped", trouble: str | None = None) -> None:
        """Stop everything, the proxies last."""
        await super().stop(phase, trouble)
        for proxy in self.proxies.values():
            await proxy.stop()

    async def answers(self, name: str) -> bool:
        """Whether a process serves, asked as its clients would."""
        return await self._keepers[name].part.ready()

    def serving(self) -> list[str]:
        """The processes that are up, as far as the stack knows."""
        return [name for name, process in self.state.processes.items() if process.condition == "ready"]

    def _settle_in(self) -> None:
        super()._settle_in()
        for name, hide in (("postgres", _hide_postgres), ("kafka", self._hide_kafka)):
            keeper = self._keepers[name]
            keeper.part = hide(keeper.part)

    def _hide_kafka(self, part: Part) -> Part:
        file = self.folder.kafka / "server.properties"

        async def prepare(announce: Announce) -> None:
            await part.prepare(announce)
            file.write_text(file.read_text().replace("CLIENTS://127.0.0.1:", f"CLIENTS://{BEHIND}:", 1))

        return dataclasses.replace(part, prepare=prepare)

    async def _bring_all_up(self) -> None:
        for name in SERVERS:
            self.proxies[name] = Proxy(self.state.ports[name], BEHIND)
            await self.proxies[name].start()
        await super()._bring_all_up()


def _hide_postgres(part: Part) -> Part:
    # The last of several equal options counts.
    return dataclasses.replace(part, command=[*part.command, f"--listen_addresses={BEHIND}"])
