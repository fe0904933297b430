"""Kafka's client quotas: the bytes per second that a principal may read from each broker.

No Python client has the request that sets them (AlterClientQuotas, number 49), so it is defined here with aiokafka's
protocol types. aiokafka has the request that reads them.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import for_code
from aiokafka.protocol.admin import DescribeClientQuotasRequest
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Float64, Int16, Int32, Schema, String

from deploy.installation.kafka_administrator import aiokafka_options
from shared.kafka.closing import close
from shared.operations.settings import Settings

READ_RATE = "consumer_byte_rate"
USER = "user"
# The protocol's match type for every named entity; 0 matches one name, 1 the default entity.
_ANY = 2
_TEXT = String("utf-8")
_ENTITY = ("entity", Array(("entity_type", _TEXT), ("entity_name", _TEXT)))


class AlterClientQuotasResponse(Response):  # type: ignore[misc]
    """The error of each entity."""

    API_KEY = 49
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("entries", Array(("error_code", Int16), ("error_message", _TEXT), _ENTITY)),
    )


class AlterClientQuotasStruct(RequestStruct):  # type: ignore[misc]
    """Limits to set or to remove, by entity."""

    API_KEY = 49
    API_VERSION = 0
    RESPONSE_TYPE = AlterClientQuotasResponse
    SCHEMA = Schema(
        ("entries", Array(_ENTITY, ("ops", Array(("key", _TEXT), ("value", Float64), ("remove", Boolean))))),
        ("validate_only", Boolean),
    )


class AlterClientQuotasRequest(Request[AlterClientQuotasStruct]):  # type: ignore[misc]
    """Set the limit of one principal; None removes it."""

    API_KEY = 49

    def __init__(self, principal: str, bytes_per_second: int | None) -> None:
        # The protocol needs a value even when the limit is removed, and ignores it then.
        operation = (READ_RATE, float(bytes_per_second or 0), bytes_per_second is None)
        self._entries = [([(USER, principal)], [operation])]

    def build(self, request_struct_class: type[AlterClientQuotasStruct]) -> AlterClientQuotasStruct:
        """Build the request in the version of the broker."""
        return request_struct_class(self._entries, False)


async def read_quotas(settings: Settings) -> Mapping[str, int]:
    """The limit of each principal that has one. Raises KafkaError."""
    # aiokafka has no public function that sends a custom request, here and in `set_quota`. Strict: only limits of a
    # user, not those of a user together with a client id.
    async with _administrator(settings) as admin:
        answer = await admin._send_request(DescribeClientQuotasRequest([(USER, _ANY, None)], strict=True))
    _check(answer.error_code, answer.error_message)
    found = {entity[0][1]: dict(values) for entity, values in answer.entries or ()}
    return {principal: int(limits[READ_RATE]) for principal, limits in found.items() if READ_RATE in limits}


async def set_quota(settings: Settings, principal: str, bytes_per_second: int | None) -> None:
    """Set the limit of a principal; None removes it. Raises KafkaError."""
    async with _administrator(settings) as admin:
        answer = await admin._send_to_controller(AlterClientQuotasRequest(principal, bytes_per_second))
    for code, message, _ in answer.entries:
        _check(code, message)


def _check(code: int, message: str | None) -> None:
    if code:
        raise for_code(code)(message)


@asynccontextmanager
async def _administrator(settings: Settings) -> AsyncIterator[Any]:
    admin = AIOKafkaAdminClient(**aiokafka_options(settings))
    await admin.start()
    try:
        yield admin
    finally:
        await close(admin.close())
