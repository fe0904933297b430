"""Makes agreements in the order of their ids, batch by batch."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from deploy.load.activity import carry_out
from deploy.load.contents import begin_agreement
from deploy.load.lives import draft, life_of, plan, register_past, sign, submit, validate
from deploy.load.made import Made
from deploy.load.register import Register
from shared.values.terms import day_in

YEARS = timedelta(days=3 * 365)
"""The time over which the agreements were recorded, until now."""


@dataclass
class Maker:
    """Makes `number` agreements from a seed; `last_numbers` are the last registration numbers by year and area."""

    register: Register
    random: Random
    number: int
    now: datetime
    last_numbers: Counter[tuple[int, str]] = field(default_factory=Counter)
    made: int = 0

    def batches(self, size: int) -> Iterator[list[Made]]:
        """All of them."""
        each = self._each()
        while batch := list(islice(each, size)):
            self.made += len(batch)
            yield batch

    def _each(self) -> Iterator[Made]:
        for nth in range(self.number):
            yield self._make(nth, self.now - YEARS * ((self.number - nth) / self.number))

    def _make(self, nth: int, at: datetime) -> Made:
        made = Made(begin_agreement(self.register, self.random, nth, at), at)
        agreement = made.agreement
        today = day_in(agreement.zone, self.now)
        agreement.registration_number = self._next_number(day_in(agreement.zone, at).year, agreement.keeper.region)
        life = life_of(nth, at, self.now)
        if life == "registered":
            register_past(made, self.random, nth, today)
        else:
            draft(made)
        if life not in ("registered", "drafting"):
            submit(made, self.register)
        if life in ("validated", "awaiting_signature", "signed"):
            validate(made)
        if life == "awaiting_signature":
            plan(made, self.now)
        if life == "signed":
            sign(made, self.random, nth, self.now)
        carry_out(made, self.random, nth, today)
        return made

    def _next_number(self, year: int, area: str | None) -> str:
        """As `next_registration_number` of the service gives it."""
        area = area or "PUSAT"
        self.last_numbers[year, area] += 1
        return f"{year % 100:02}-{area}-{self.last_numbers[year, area]:04d}"
