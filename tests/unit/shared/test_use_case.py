"""The wrapper of every use case: it declares the allowed capabilities, and checks them before the function runs."""

from typing import Any
from uuid import uuid4

import pytest

from shared.access import Actor, Work, nationwide, use_case
from shared.access.actor import NotPermitted
from shared.values.capabilities import Capability, Grant


@use_case(Capability.HEAD, scope=nationwide, changes=False)
async def show_hall(_work: Work, command: str) -> str:
    """Return the command."""
    return command


class FakeWork:
    """A unit of work with the only attribute that the check uses."""

    def __init__(self, *grants: Grant, system: bool = False) -> None:
        self.actor = Actor("officer-1", grants, system=system)


async def run(work: Any) -> str:
    return await show_hall(work, "here")


def test_a_use_case_declares_its_capabilities_and_keeps_the_name_of_its_function() -> None:
    assert (show_hall.name, show_hall.allowed, show_hall.changes) == ("show_hall", (Capability.HEAD,), False)
    assert show_hall.__doc__ == "Return the command."


async def test_a_use_case_runs_for_an_allowed_actor_and_records_the_check() -> None:
    work = FakeWork(system=True)
    assert await run(work) == "here"
    assert work.actor.checked


async def test_a_use_case_does_not_run_for_another_actor() -> None:
    work = FakeWork(Grant(Capability.COOPERATION_OFFICER, "facility", str(uuid4())))
    with pytest.raises(NotPermitted):
        await run(work)
    assert not work.actor.checked
