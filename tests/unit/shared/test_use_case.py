"""The wrapper around every use case: it declares what it allows, and nothing runs before its check."""

from typing import Any
from uuid import uuid4

import pytest

from shared.access import Actor, Work, nationwide, use_case
from shared.access.actor import NotPermitted
from shared.values.capabilities import Capability, Grant


@use_case(Capability.HEAD, scope=nationwide, changes=False)
async def look_around(_work: Work, command: str) -> str:
    """Say what was asked for."""
    return command


class Working:
    """A unit of work, as far as the check needs one."""

    def __init__(self, *grants: Grant, system: bool = False) -> None:
        self.actor = Actor("somebody", grants, system=system)


async def run(work: Any) -> str:
    return await look_around(work, "here")


def test_it_says_what_it_allows_and_keeps_its_name() -> None:
    assert (look_around.name, look_around.allowed, look_around.changes) == ("look_around", (Capability.HEAD,), False)
    assert look_around.__doc__ == "Say what was asked for."


async def test_it_runs_for_whom_it_allows_and_marks_that_it_was_checked() -> None:
    work = Working(system=True)
    assert await run(work) == "here"
    assert work.actor.checked


async def test_it_does_not_run_for_anybody_else() -> None:
    work = Working(Grant(Capability.OFFICER, "facility", str(uuid4())))
    with pytest.raises(NotPermitted):
        await run(work)
    assert not work.actor.checked
