"""Makes the agreements of one batch, in the order of their ids."""

from collections.abc import Iterator

from deploy.load.activity import carry_out
from deploy.load.contents import Kept, begin_agreement, kept_by
from deploy.load.lives import draft, life_of, plan_signing, register_past, sign, submit, validate
from deploy.load.made import Made
from deploy.load.plan import Batch, Plan
from deploy.load.register import Register
from shared.values.terms import day_in


class Maker:
    """Makes the agreements of a batch; the same ones each time."""

    def __init__(self, plan: Plan, register: Register, batch: Batch) -> None:
        self._plan, self._register, self._batch = plan, register, batch
        self._random = plan.random(batch.first)
        self._last_numbers = batch.last_numbers.copy()

    def each(self) -> Iterator[Made]:
        """All of them."""
        first, keepers = self._batch.first, self._plan.random(self._batch.first, "keepers")
        for nth in range(first, first + self._batch.size):
            yield self._make(nth, kept_by(self._register, keepers, nth))

    def _make(self, nth: int, kept: Kept) -> Made:
        at, now, random = self._plan.moment_of(nth), self._plan.now, self._random
        agreement = begin_agreement(self._register, kept, random, nth, at)
        made = Made(agreement, at, with_events=self._plan.with_log)
        today = day_in(agreement.zone, now)
        agreement.registration_number = self._next_number(kept.counts_in(at))
        life = life_of(nth, at, now)
        if life == "registered":
            register_past(made, random, nth, today)
        else:
            draft(made)
        if life not in ("registered", "drafting"):
            submit(made, self._register)
        if life in ("validated", "awaiting_signature", "signed"):
            validate(made)
        if life == "awaiting_signature":
            plan_signing(made, now)
        if life == "signed":
            sign(made, random, nth, now)
        carry_out(made, random, nth, today)
        return made

    def _next_number(self, counted: tuple[int, str]) -> str:
        """As `next_registration_number` of the service gives it."""
        self._last_numbers[counted] += 1
        year, area = counted
        return f"{year % 100:02}-{area}-{self._last_numbers[counted]:04d}"
