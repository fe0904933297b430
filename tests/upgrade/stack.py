"""The embedded stack whose processes run the old version until each of them is replaced."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import httpx2
from typing_extensions import override

from deploy.installation.trouble import Trouble
from deploy.local.parts import APIS, SENDERS, WORKERS
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from tests.upgrade.release import Installation


class UpgradeStack(Stack):
    """A data folder that the old version has filled, with processes of both versions."""

    def __init__(self, data_dir: Path, old: Installation) -> None:
        settings = LocalSettings(data_dir=data_dir, postgres_url=None, kafka_servers=None)
        # Without the steps of the set-up: the old version has done its own, those of the new one come later.
        super().__init__(settings, with_services=True)
        self._old = old

    @override
    def environment(self) -> dict[str, str]:
        return super().environment() | {"SINERGI_LOG_LEVEL": "INFO"}

    @override
    def _prepare_folder(self) -> None:
        super()._prepare_folder()
        # The old version has no such process.
        self._senders = {name: self._keepers.pop(name) for name in SENDERS}
        self._parts = {name: self._keepers[name].part for name in (*APIS, *WORKERS)}
        for name in self._parts:
            self._run(name, new=False)

    async def migrate(self) -> None:
        """Do what an operator does with the new version before its processes start: roles, migrations, data, topics."""
        for step in setup_steps():
            await asyncio.to_thread(step.run, self.environment())

    async def start_senders(self) -> None:
        """Start the processes that only the new version has."""
        self._keepers |= self._senders
        for name in self._senders:
            await self.start_one(name)

    async def replace(self, names: Iterable[str], *, new: bool) -> None:
        """Stop one process after the other and start it in the new version, or in the old one."""
        for name in names:
            await self.stop_one(name)
            self._run(name, new=new)
            try:
                await self.start_one(name)
            except Trouble as trouble:
                trouble.add_note(await self._readiness(name))
                raise

    async def _readiness(self, name: str) -> str:
        """What a process answers that does not become ready: its log does not have the reason."""
        try:
            async with httpx2.AsyncClient(timeout=10, trust_env=False) as http:
                return (await http.get(f"http://127.0.0.1:{self.state.ports[name]}/readyz")).text
        except httpx2.HTTPError as error:
            return repr(error)

    def _run(self, name: str, *, new: bool) -> None:
        part = self._parts[name]
        self._keepers[name].part = part if new else self._old.run(part)
