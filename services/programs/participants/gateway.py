"""A resolver outside of Sinergi, such as that of the directorate general: it keeps the names, over HTTPS.

    POST /names/read    facility_id, participants (null: all of the facility), purpose -> people
    PUT  /names         facility_id, people
    POST /names/erase   facility_id, participant_id, ground -> erased

Each request has a limit of time and each answer one of size, and every failure is `NamesUnavailable`: the work goes
on with codes. What failed is logged without any part of an answer, which may be a name.
"""

import asyncio
from collections.abc import Collection, Mapping
from typing import Any, Literal
from uuid import UUID

import httpx2
import structlog
from pydantic import BaseModel, ValidationError

from services.programs.participants.model import ErasureGround, NamesUnavailable, Person, Purpose
from shared.access import Work
from shared.operations.clients import direct_client
from shared.operations.settings import MissingSecret, Settings

log = structlog.get_logger()
SECRET = "resolver_token"  # noqa: S105 -- the name of a secret
MOST_BYTES = 4_194_304
"""An answer with more is not read to its end: a facility has some thousand names at most."""


class _NamedPerson(Person):
    participant_id: UUID


class _People(BaseModel):
    people: tuple[_NamedPerson, ...]


class _Erasure(BaseModel):
    erased: bool


class OutsideResolver:
    """The names of an outside resolver, for one unit of work. It keeps a record of its own beside that of Sinergi."""

    def __init__(self, work: Work, settings: Settings) -> None:
        self._work = work
        self._settings = settings

    async def keep(self, facility_id: UUID, people: Mapping[UUID, Person]) -> None:
        """Give these to the resolver. A repetition after a failure has no further effect."""
        given = [{"participant_id": str(who), **each.model_dump(mode="json")} for who, each in people.items()]
        await self._ask("PUT", "/names", {"facility_id": str(facility_id), "people": given})

    async def read(
        self, facility_id: UUID, participants: Collection[UUID] | None, purpose: Purpose
    ) -> dict[UUID, Person]:
        """Those whose names the resolver has. The reading is on record before the answer leaves."""
        asked = None if participants is None else sorted(map(str, participants))
        body = {"facility_id": str(facility_id), "participants": asked, "purpose": purpose}
        answer = await self._ask("POST", "/names/read", body)
        try:
            people = {each.participant_id: _person(each) for each in _People.model_validate_json(answer).people}
        except ValidationError:
            # Without the cause: it repeats the answer.
            raise self._failed("POST", "/names/read", "answer_unreadable") from None
        if participants is not None and people.keys() - set(participants):
            raise self._failed("POST", "/names/read", "others_in_answer")
        await self._record(facility_id, list(people), purpose)
        return people

    async def erase(self, facility_id: UUID, participant_id: UUID, ground: ErasureGround | Literal["merged"]) -> bool:
        """Have a name erased."""
        body = {"facility_id": str(facility_id), "participant_id": str(participant_id), "ground": ground}
        answer = await self._ask("POST", "/names/erase", body)
        try:
            return _Erasure.model_validate_json(answer).erased
        except ValidationError:
            raise self._failed("POST", "/names/erase", "answer_unreadable") from None

    async def _ask(self, method: str, path: str, body: Mapping[str, Any]) -> bytes:
        limit = self._settings.resolver_timeout_seconds
        address = f"{self._settings.resolver_url}{path}"
        try:
            headers = {"authorization": f"Bearer {self._settings.secret(SECRET)}"}
            # The limit of the client is for each step of a request; this one is for all of it.
            async with (
                asyncio.timeout(limit),
                direct_client(limit) as client,
                client.stream(method, address, json=body, headers=headers) as answer,
            ):
                answer.raise_for_status()
                return await self._whole(method, path, answer)
        except (httpx2.HTTPError, TimeoutError, MissingSecret) as error:
            raise self._failed(method, path, type(error).__name__) from error

    async def _whole(self, method: str, path: str, answer: httpx2.Response) -> bytes:
        content = bytearray()
        async for piece in answer.aiter_bytes():
            content += piece
            if len(content) > MOST_BYTES:
                raise self._failed(method, path, "answer_too_large")
        return bytes(content)

    def _failed(self, method: str, path: str, fault: str) -> NamesUnavailable:
        log.warning("resolver_failed", method=method, path=path, fault=fault)
        return NamesUnavailable()

    async def _record(self, facility_id: UUID, people: list[UUID], purpose: Purpose) -> None:
        work = self._work
        # The record has to be committed with the answer.
        await work.start_transaction()
        await work.connection.execute(
            "SELECT names.record_reading($1, $2, $3, $4, $5, $6, $7)",
            *(facility_id, people, purpose, work.now),
            *(work.actor.account, work.actor.used.capability if work.actor.used else None, work.cause.correlation_id),
        )


def _person(each: _NamedPerson) -> Person:
    return Person.model_validate(each.model_dump(exclude={"participant_id"}))
