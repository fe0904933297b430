"""Rates that are switched off; a file of its own, because the other tests share a process with low ones."""

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.http.test_rates import PROCESS, RATES


async def test_zero_switches_a_rate_off(sinergi: Sinergi) -> None:
    async with sinergi.process_with(PROCESS, dict.fromkeys(RATES, "0")):
        answers = [await sinergi.notifications.get("/rules", as_) for as_ in (OPERATOR, None) * 8]
    assert {answer.status_code for answer in answers} == {200, 401}
    assert not any("ratelimit" in answer.headers for answer in answers)
