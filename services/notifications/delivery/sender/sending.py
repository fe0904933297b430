"""The sending: takes letters that are due, sends them, and records what became of each."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import get_args

import structlog
from starlette.applications import Starlette

from services.notifications.delivery.commands.sending import (
    Letter,
    RecordOutcome,
    TakeLetters,
    record_outcome,
    take_letters,
)
from services.notifications.delivery.gateway.channels import Gateway, open_gateways
from services.notifications.delivery.model.deliveries import Breaker, Broken, Outcome
from services.notifications.delivery.sender.bounces import BounceReader
from shared.access import Actor
from shared.events.envelope import Cause
from shared.events.nudge import Nudge
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT
from shared.processes.process import app_of, background
from shared.processes.units import open_units
from shared.values.cooperation import Channel

log = structlog.get_logger()
LETTERS_AT_ONCE = 8
LETTERS_OF_A_ROUND = 32


class Sender:
    """Sends in all channels; each has a breaker, so that one whose server is away does not hold up another."""

    def __init__(self, settings: Settings, service: str, clock: Callable[[], datetime]) -> None:
        self._settings, self._service, self._clock = settings, service, clock
        self._actor = Actor.of_system(service)
        self._nudge = Nudge(settings, service)
        self._gateways: Mapping[Channel, Gateway] = open_gateways(settings)
        self._breakers: dict[Channel, Breaker] = {channel: Breaker() for channel in self._gateways}
        self._waiting_for: str | None = "postgres"

    def app(self) -> Starlette:
        """The ASGI application: the sender runs as long as it does."""
        return app_of(self.run, self.not_ready)

    async def not_ready(self) -> str | None:
        """Why the sender is not ready, or None. A channel that is away does not count: the others are served."""
        return f"waiting for {self._waiting_for}" if self._waiting_for else None

    async def run(self) -> None:
        """Send until cancelled."""
        units = await open_units(self._settings, self._service, "sender", self._clock, self._nudge)
        self._waiting_for = None
        reader = BounceReader(self._settings, self._actor)
        async with background(self._nudge.run(), reader.run(units)):
            while True:
                try:
                    sent = await self._round(units)
                except TRANSIENT as error:
                    log.warning("sender_retrying", error=describe(error))
                    sent = 0
                await asyncio.sleep(0 if sent else self._settings.send_interval_seconds)

    async def _round(self, units: UnitsOfWork[Actor]) -> int:
        """Take letters and send them; how many they were."""
        now = time.monotonic()
        letters: list[Letter] = []
        origin, sender = self._settings.public_origin, self._settings.mail_from
        # Each channel for itself: thousands of letters in one must not hold up another.
        for channel, breaker in self._breakers.items():
            if breaker.lets_pass(now):
                limit = 1 if breaker.is_on_trial else LETTERS_OF_A_ROUND
                letters += await self._taken(units, TakeLetters([channel], (), origin, sender, limit))
        if off := [channel for channel in get_args(Channel) if channel not in self._gateways]:
            await self._taken(units, TakeLetters((), off, origin, sender, LETTERS_OF_A_ROUND))
        few = asyncio.Semaphore(LETTERS_AT_ONCE)

        async def send(letter: Letter) -> None:
            async with few:
                await self._send(units, letter)

        await asyncio.gather(*map(send, letters))
        return len(letters)

    async def _taken(self, units: UnitsOfWork[Actor], command: TakeLetters) -> list[Letter]:
        async with units.open(self._actor, _cause()) as work:
            return await take_letters(work, command)

    async def _send(self, units: UnitsOfWork[Actor], letter: Letter) -> None:
        begun = time.monotonic()
        outcome = await self._attempt(letter)
        ended = time.monotonic()
        self._breakers[letter.channel].note(outcome, ended)
        recorded = RecordOutcome(letter, outcome, round((ended - begun) * 1000))
        async with units.open(self._actor, _cause()) as work:
            await record_outcome(work, recorded)
        log.info(
            "letter_sent",
            channel=letter.channel,
            deliveries=[str(each.id) for each in letter.deliveries],
            outcome=type(outcome).__name__,
            code=getattr(outcome, "code", None),
            milliseconds=recorded.milliseconds,
        )

    async def _attempt(self, letter: Letter) -> Outcome:
        try:
            return await self._gateways[letter.channel].send(letter.address, letter.message)
        except Exception as error:  # noqa: BLE001 -- one bad message never stops the queue
            # Without the sentence of the error, which may have the address.
            return Broken(type(error).__name__)


def _cause() -> Cause:
    return Cause("sender", "", continue_trace(None))
