"""The embedded stack as an object: started whole, and taken apart by tests process by process.

async with Stack(LocalSettings(data_dir=place)) as stack:
    settings = Settings(**…)  # or pass stack.environment() to a process
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

import structlog

from deploy.installation.trouble import Trouble
from deploy.local.addresses import environment_of, secrets_folder
from deploy.local.folder import Folder
from deploy.local.identity import Identity, end_all
from deploy.local.keeper import Keeper
from deploy.local.logs import set_aside
from deploy.local.machine import check_machine
from deploy.local.parts import APIS, MAIL, PORTS, SENDERS, WORKERS, issuer_part, mail_part, server_parts, service_parts
from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from deploy.local.settings import LocalSettings, local_settings
from deploy.local.state import Phase, State
from deploy.local.vault import FILES_KEY, KAFKA_ADMIN, POSTGRES_ADMIN, Vault, service_secrets

log = structlog.get_logger()

_START_SECONDS = 180.0


@dataclass(frozen=True)
class SetupStep:
    """A step that runs when its server is ready, before Sinergi's processes start. It may block."""

    name: str
    needs: Literal["postgres", "kafka"]
    run: Callable[[Mapping[str, str]], object]


class Stack:
    """PostgreSQL, Kafka and the issuer in one data folder, with or without the services."""

    def __init__(
        self, settings: LocalSettings | None = None, *, steps: Sequence[SetupStep] = (), with_services: bool = False
    ) -> None:
        self.settings = settings or local_settings()
        self.folder = Folder(self.settings.data_dir)
        self.secrets = Vault(secrets_folder(self.settings, self.folder))
        self.state = State()
        self._steps, self._with_services = steps, with_services
        self._keepers: dict[str, Keeper] = {}

    @property
    def postgres_url(self) -> str:
        """The database's address, without user and password."""
        return self.environment()["SINERGI_POSTGRES_URL"]

    @property
    def kafka_servers(self) -> str:
        """The broker's address."""
        return self.environment()["SINERGI_KAFKA_SERVERS"]

    def environment(self) -> dict[str, str]:
        """Return the `SINERGI_…` variables for clients of this stack."""
        return environment_of(self.settings, self.folder, self.state.ports)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """End what an earlier run left, then start everything. Stops and raises `Trouble` when that fails."""
        check_machine(self.folder.root)
        # Outside of the block below: stopping writes the state, which belongs to another stack while it has the lock.
        self.folder.claim()
        try:
            self._prepare_folder()
            await self._start_all()
        except Trouble as trouble:
            await self.stop("failed", str(trouble))
            raise
        except BaseException:
            await self.stop("failed")
            raise
        self.announce("ready", "ready")

    async def stop(self, phase: Phase = "stopped", trouble: str | None = None) -> None:
        """Stop everything, the services first, and release the folder."""
        self.state.trouble = trouble
        self.announce("stopping", "stopping")
        # A process stops before the servers that it needs, so that it can finish its current work.
        for names in ((*APIS, *WORKERS, *SENDERS), ("issuer", MAIL), ("postgres", "kafka")):
            await asyncio.gather(*(self._keepers[name].stop() for name in names if name in self._keepers))
        # Written while the lock is held: afterwards the state may belong to the next stack.
        self.state.supervisor = None
        self.announce("", phase)
        self.folder.release()

    async def start_one(self, name: str, once: Mapping[str, str] | None = None) -> None:
        """Start a stopped process and wait until it is ready; `once` is added to the environment of this start only."""
        self._keepers[name].start(once)
        await self.until_ready(name)

    async def stop_one(self, name: str, number: int | None = None) -> None:
        """Stop one process, by its own signal or by `number`, and do not start it again."""
        await self._keepers[name].stop(number)

    def kill(self, name: str, number: int = 9) -> None:
        """Send a signal to one process. If it dies, it is started again on the same port."""
        self._keepers[name].kill(number)

    def freeze(self, name: str) -> None:
        """Freeze one process with its children (SIGSTOP)."""
        self._keepers[name].freeze()

    def thaw(self, name: str) -> None:
        """Continue a frozen process."""
        self._keepers[name].thaw()

    async def until_ready(self, name: str, seconds: float = _START_SECONDS) -> None:
        """Wait until one process is ready."""
        await self._keepers[name].until_ready(seconds)

    def announce(self, message: str, phase: Phase | None = None) -> None:
        """Write the progress of the stack into its state, which other commands read."""
        self.state.message, self.state.phase = message, phase or self.state.phase
        if message:
            log.info("stack", message=message)
        self._remember()

    def _remember(self) -> None:
        self.state.write(self.folder.state)

    def _prepare_folder(self) -> None:
        earlier = State.read(self.folder.state)
        # Under the lock: otherwise these could be processes of a running stack. Before ports are chosen, so that the
        # same ports are free again.
        if ended := end_all(earlier.identities()):
            log.warning("leftovers_ended", pids=ended)
        self.state = State(
            phase="starting",
            supervisor=Identity.of(os.getpid()),
            ports=choose_ports(PORTS, earlier.ports),
        )
        self._create_secrets()
        environment = self.environment()
        parts = [
            *server_parts(self.settings, self.folder, self.secrets, self.state.ports),
            issuer_part(self.state.ports, environment),
            *([mail_part(self.state.ports, environment)] if self._with_services else []),
            *(service_parts(self.state.ports, environment) if self._with_services else []),
        ]
        for part in parts:
            set_aside(self.folder.log(part.name))
            keeper = Keeper(part, self.folder.log(part.name), self.announce, self._remember)
            self._keepers[part.name] = keeper
            self.state.processes[part.name] = keeper.state
        self._remember()

    def _create_secrets(self) -> None:
        if self.settings.secrets_dir is not None:
            return
        own = [
            *([POSTGRES_ADMIN] if self.settings.postgres_url is None else []),
            *([KAFKA_ADMIN] if self.settings.kafka_servers is None else []),
        ]
        for name in (*own, *service_secrets()):
            self.secrets.create(name)
        self.secrets.create_key(FILES_KEY)

    async def _start_all(self) -> None:
        # Both servers at the same time, because each has slow steps. The apis need no Kafka; the workers need both.
        migrated = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._start_database_and_apis(migrated))
                group.create_task(self._start_broker_and_workers(migrated))
                group.create_task(self._start_processes(["issuer", MAIL]))
        except BaseExceptionGroup as failures:
            raise _first_of(failures) from None

    async def _start_database_and_apis(self, migrated: asyncio.Event) -> None:
        await self._start_server("postgres", self.postgres_url)
        await self._set_up("postgres")
        migrated.set()
        await self._start_processes(APIS)

    async def _start_broker_and_workers(self, migrated: asyncio.Event) -> None:
        await self._start_server("kafka", f"kafka://{self.kafka_servers.split(',')[0]}")
        await self._set_up("kafka")
        await migrated.wait()
        await self._start_processes((*WORKERS, *SENDERS))

    async def _start_server(self, name: str, url: str) -> None:
        if name in self._keepers:
            await self._start_processes([name])
            return
        address = urlsplit(url)
        if not await port_answers(address.port or 0, address.hostname or ""):
            raise Trouble(f"{name} is set to {address.netloc}, which does not answer: start it, or unset the variable")

    async def _start_processes(self, names: Iterable[str]) -> None:
        keepers = [self._keepers[name] for name in names if name in self._keepers]
        for keeper in keepers:
            keeper.start()
        async with asyncio.TaskGroup() as group:
            for keeper in keepers:
                group.create_task(keeper.until_ready(_START_SECONDS))

    async def _set_up(self, server: str) -> None:
        for step in self._steps:
            if step.needs == server:
                self.announce(step.name)
                try:
                    # In a thread, because the step may block and the keepers must still run.
                    await asyncio.to_thread(step.run, self.environment())
                except Exception as error:
                    log.exception("step_failed", step=step.name)
                    raise Trouble(f"{step.name} failed: {str(error) or type(error).__name__}") from error


def _first_of(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
