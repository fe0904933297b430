"""The dated facts in a row of the table of units: recorded if they are new, and taken back with the import."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.agreements.register.commands.facts import RecordFact, WithdrawFact, record_fact, withdraw_fact
from services.agreements.register.model.facts import UnitFact
from services.agreements.register.store.facts import load_facts_of_day
from shared.access import Work

Replaced = dict[str, Any]
"""A fact that a row has recorded, with the fact of the same day `before` it, if there was one."""


async def take_facts(work: Work, unit_id: UUID, facts: Iterable[UnitFact]) -> list[Replaced]:
    """Record the facts that the unit does not have yet; returns how to take them back."""
    replaced = []
    for fact in facts:
        before = (await load_facts_of_day(work.connection, unit_id, fact.valid_from)).get(fact.kind)
        if before is None or before.value != fact.value:
            await record_fact(work, RecordFact(unit_id, fact))
            earlier = before.model_dump(mode="json") if before else None
            replaced.append({"fact": fact.model_dump(mode="json"), "before": earlier})
    return replaced


async def take_facts_back(work: Work, unit_id: UUID, replaced: Iterable[Replaced], reason: str) -> None:
    """Return to the facts of before; one that was corrected since stays."""
    for each in replaced:
        fact = UnitFact.model_validate(each["fact"])
        if await _is_on_record(work, unit_id, fact):
            if each["before"]:
                await record_fact(work, RecordFact(unit_id, UnitFact.model_validate(each["before"])))
            else:
                await withdraw_fact(work, WithdrawFact(unit_id, fact.kind, fact.valid_from, reason))


async def _is_on_record(work: Work, unit_id: UUID, fact: UnitFact) -> bool:
    now = (await load_facts_of_day(work.connection, unit_id, fact.valid_from)).get(fact.kind)
    return now is not None and now.value == fact.value
