"""What every resolver of participants has to keep; today there is the embedded one, in PostgreSQL."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.programs.participants.model import ParticipantResolver
from services.programs.participants.store import EmbeddedResolver
from tests.core.programs_under_test import Programs
from tests.unit.programs import events as an

NORTH, EAST = an.NORTH.id, an.EAST.id
RESOLVERS: list[Callable[["asyncpg.Connection[Any]"], ParticipantResolver]] = [EmbeddedResolver]
"""A resolver of another system is added here."""


@pytest.fixture(params=RESOLVERS)
def resolver(request: pytest.FixtureRequest, programs: Programs) -> ParticipantResolver:
    found: ParticipantResolver = request.param(programs.connection)
    return found


async def test_a_reference_is_one_participant_of_its_facility(resolver: ParticipantResolver) -> None:
    first = await resolver.participants(NORTH, ["P-000001", "P-000002", "P-000001"])
    assert first.keys() == {"P-000001", "P-000002"}
    assert len(set(first.values())) == 2
    assert await resolver.participants(NORTH, ["P-000002"]) == {"P-000002": first["P-000002"]}
    elsewhere = await resolver.participants(EAST, ["P-000001"])
    assert elsewhere["P-000001"] not in first.values()
    assert await resolver.participants(NORTH, []) == {}


async def test_a_participant_cannot_be_derived_from_the_reference(resolver: ParticipantResolver) -> None:
    found = await resolver.participants(NORTH, ["P-000001"])
    assert {each.version for each in found.values()} == {4}


async def test_a_facility_is_told_its_own_references_only(resolver: ParticipantResolver) -> None:
    found = await resolver.participants(NORTH, ["P-000001"])
    participant = found["P-000001"]
    assert await resolver.references(NORTH, [participant, uuid4()]) == {participant: "P-000001"}
    assert await resolver.references(EAST, [participant]) == {}


async def test_facilities_link_their_references_of_one_participant(resolver: ParticipantResolver) -> None:
    participant = (await resolver.participants(NORTH, ["P-000001"]))["P-000001"]
    assert await resolver.link(EAST, "P-000077", participant)
    assert await resolver.link(EAST, "P-000077", participant), "a repetition changes nothing"
    assert await resolver.participants(EAST, ["P-000077"]) == {"P-000077": participant}
    assert await resolver.references(NORTH, [participant]) == {participant: "P-000001"}
    assert await resolver.references(EAST, [participant]) == {participant: "P-000077"}


async def test_a_reference_has_one_participant_and_a_participant_one_reference(resolver: ParticipantResolver) -> None:
    participant = (await resolver.participants(NORTH, ["P-000001"]))["P-000001"]
    other = (await resolver.participants(EAST, ["P-000002"]))["P-000002"]
    assert not await resolver.link(EAST, "P-000002", participant)
    assert await resolver.link(EAST, "P-000003", participant)
    assert not await resolver.link(EAST, "P-000004", participant)
    assert await resolver.participants(EAST, ["P-000002", "P-000003"]) == {"P-000002": other, "P-000003": participant}


@pytest.mark.parametrize("statement", ["SELECT * FROM participant_vault", "DELETE FROM participant_vault"])
async def test_no_service_reads_the_vault(programs: Programs, statement: str) -> None:
    await EmbeddedResolver(programs.connection).participants(NORTH, ["P-000001"])
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await programs.connection.fetch(statement)


async def test_a_name_does_not_reach_the_vault(programs: Programs) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await EmbeddedResolver(programs.connection).participants(UUID(int=1), ["Warga Binaan Contoh"])
