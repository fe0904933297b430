"""Keeps one part of the stack running: prepares it, starts it, probes it, and starts it again when it dies."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import psutil
import structlog

from deploy.installation.trouble import Trouble
from deploy.local.backoff import Backoff
from deploy.local.identity import Identity
from deploy.local.logs import tail
from deploy.local.machine import end_with_parent
from deploy.local.part import Announce, StackPart
from deploy.local.state import Condition, ProcessState

log = structlog.get_logger()

_PROBE_PAUSE_SECONDS = 0.05
_CHECK_PAUSE_SECONDS = 10.0
_ALLOWED_EARLY_DEATHS = 2


class Keeper:
    """One process and those that replace it. `changed` is called when its state changes."""

    def __init__(self, part: StackPart, log_file: Path, announce: Announce, changed: Callable[[], None]) -> None:
        self.part = part
        self.state = ProcessState(port=part.port)
        self._log_file, self._announce, self._changed = log_file, announce, changed
        self._process: asyncio.subprocess.Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._loop: asyncio.Task[None] | None = None
        self._prepared, self._served = asyncio.Event(), asyncio.Event()
        self._proven = False
        self._once: Mapping[str, str] = {}

    def start(self, once: Mapping[str, str] | None = None) -> None:
        """Start it and keep it running; `once` is added to the environment of the first process only."""
        if self._loop is None:
            self._once = once or {}
            self._proven, self.state.restarts = False, 0
            self._loop = asyncio.create_task(self._keep(), name=f"keep {self.part.name}")

    async def until_ready(self, seconds: float) -> None:
        """Wait until it is ready, for `seconds` from the end of its preparation.

        Raises `Trouble` when it keeps dying, or is not ready in time. A preparation has limits of its own: on a slow
        line it fetches for minutes.
        """
        if self._loop is None:
            raise Trouble(f"{self.part.name} is not started")
        await self._first_of(self._loop, self._prepared)
        await self._first_of(self._loop, self._served, seconds)
        if not self._served.is_set():
            raise Trouble(f"{self.part.name} is not ready after {seconds:.0f} s. {self._end_of_log()}")

    async def _first_of(self, loop: asyncio.Task[None], event: asyncio.Event, seconds: float | None = None) -> None:
        """Wait for the event, at most `seconds`. Raises what ended the loop."""
        happened = asyncio.create_task(event.wait())
        try:
            await asyncio.wait({happened, loop}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            happened.cancel()
        if loop.done():
            await loop

    async def stop(self, number: int | None = None) -> None:
        """End the process for good, by its own signal or by `number`, and by force when that takes too long."""
        # Set first: when the process has ended, `_keep` reads this to decide whether to start another.
        loop, self._loop = self._loop, None
        if loop is None:
            return
        if self._process is not None:
            await self._end(self._process, number or self.part.stop_signal)
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        self._show("stopped")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the process. If it dies, it is started again."""
        if self._process is not None and self._watcher is not None:
            # Before the signal: otherwise a running probe could report the dying process as ready.
            self._watcher.cancel()
            self._served.clear()
            self._process.send_signal(number)

    def freeze(self) -> None:
        """Freeze the process and its children (SIGSTOP)."""
        for process in self._family():
            with suppress(psutil.NoSuchProcess):
                process.suspend()

    def thaw(self) -> None:
        """Continue the frozen process and its children."""
        for process in self._family():
            with suppress(psutil.NoSuchProcess):
                process.resume()

    async def _keep(self) -> None:
        pauses = Backoff()
        while True:
            started = time.monotonic()
            code = await self._run_or_fail()
            if self._loop is None:
                return
            self.state.restarts += 1
            if not self._proven and self.state.restarts > _ALLOWED_EARLY_DEATHS:
                raise Trouble(f"{self.part.name} died while starting (code {code}). {self._end_of_log()}")
            pause = pauses.pause_after(time.monotonic() - started)
            log.warning("process_died", name=self.part.name, code=code, again_in_seconds=pause)
            self._show("waiting")
            await asyncio.sleep(pause)

    async def _run_or_fail(self) -> int | str:
        """Run one process to its end and return its code, or the error when a part that ran before cannot start now."""
        try:
            return await self._run()
        except Exception as error:
            if not self._proven:
                raise
            return f"{type(error).__name__}: {error}"

    async def _run(self) -> int:
        self._prepared.clear()
        self._show("preparing")
        await self.part.prepare(self._announce)
        self._prepared.set()
        self._process = await self._spawn()
        log.info("process_started", name=self.part.name, pid=self._process.pid, port=self.part.port)
        identity = Identity.of(self._process.pid, self.part.stop_signal)
        # Recorded before it is ready: if the supervisor dies now, the next start finds the process by its identity.
        self._show("starting", identity)
        self._watcher = asyncio.create_task(self._watch(self._process, identity))
        try:
            return await self._process.wait()
        finally:
            self._watcher.cancel()
            self._served.clear()
            self._process = None

    async def _spawn(self) -> asyncio.subprocess.Process:
        environment = {**os.environ, **self.part.environment, **self._once}
        self._once = {}
        command = end_with_parent(self.part.command, self.part.stop_signal, as_nobody=self.part.as_nobody)
        # Appended, so that the end of the previous process's log is kept. In its own session, so that Ctrl-C reaches
        # only the supervisor, which then stops everything in order.
        with self._log_file.open("ab") as output:
            return await asyncio.create_subprocess_exec(
                *command,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    async def _watch(self, process: asyncio.subprocess.Process, identity: Identity | None) -> None:
        while await self._serves_in_time():
            if not self._served.is_set():
                self._proven = True
                self._served.set()
                log.info("process_ready", name=self.part.name)
                self._show("ready", identity)
            if self.part.patience is None:
                return
            await asyncio.sleep(_CHECK_PAUSE_SECONDS)
        log.warning("process_stuck", name=self.part.name, after_seconds=self.part.patience)
        with suppress(ProcessLookupError):
            process.kill()

    async def _serves_in_time(self) -> bool:
        try:
            async with asyncio.timeout(self.part.patience):
                while not await self.part.ready():  # noqa: ASYNC110 -- another process has no event to wait for
                    await asyncio.sleep(_PROBE_PAUSE_SECONDS)
        except TimeoutError:
            return False
        return True

    async def _end(self, process: asyncio.subprocess.Process, number: int) -> None:
        with suppress(ProcessLookupError):
            process.send_signal(number)
        # A frozen process handles the signal when it continues.
        self.thaw()
        try:
            await asyncio.wait_for(process.wait(), self.part.grace)
        except TimeoutError:
            log.warning("process_killed", name=self.part.name, after_seconds=self.part.grace)
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _family(self) -> list[psutil.Process]:
        if self._process is None:
            return []
        with suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self._process.pid)
            return [parent, *parent.children(recursive=True)]
        return []

    def _show(self, condition: Condition, identity: Identity | None = None) -> None:
        self.state.condition, self.state.identity, self.state.since = condition, identity, time.time()
        try:
            self._changed()
        except OSError as error:
            # A full disk hides the state from other commands, and must not stop the process.
            log.warning("state_not_written", name=self.part.name, error=str(error))

    def _end_of_log(self) -> str:
        return f"The end of its log, {self._log_file}:\n  " + "\n  ".join(tail(self._log_file, 6))
