"""`sinergi parked`: looking at what could not be applied, applying it after all, or giving it up."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from deploy.installation.service import chosen, connected, inbox_of
from deploy.installation.trouble import Trouble
from shared.events.operating.parked import ParkedFilter, find_parked, read_parked
from shared.events.operating.parking_history import discard as discard_parked
from shared.events.operating.requeue import Outcome
from shared.events.operating.requeue import requeue as requeue_parked
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


async def list_(
    settings: Settings, service: str | None, wanted: ParkedFilter, limit: int | None
) -> list[dict[str, Any]]:
    """What is parked, the oldest first."""
    rows: list[dict[str, Any]] = []
    for name in chosen(service):
        async with connected(settings, name) as connection:
            rows += [
                {"service": name} | asdict(record) for record in await find_parked(connection, name, wanted, limit)
            ]
    return rows


async def show(settings: Settings, service: str, id_: int) -> dict[str, Any]:
    """All of one parked record. Raises `Trouble`."""
    async with connected(settings, service) as connection:
        found = await read_parked(connection, service, id_)
    if found is None:
        raise Trouble(f"{service} has no parked record {id_}; see `sinergi parked list {service}`")
    parked, record = found
    return asdict(parked) | {"headers": dict(record.headers), "data": record.value.decode(errors="backslashreplace")}


async def requeue(
    settings: Settings, service: str, wanted: ParkedFilter, by: Operator, *, limit: int | None, dry_run: bool
) -> Sequence[Outcome]:
    """Apply what is meant after all, key by key. Raises `Trouble` when nothing is meant."""
    async with inbox_of(settings, service) as inbox:
        outcomes = [outcome async for outcome in requeue_parked(inbox, wanted, by, limit=limit, dry_run=dry_run)]
    if not outcomes:
        raise Trouble(
            "Nothing to requeue matches. A key is known by its first parked record, and what is unreadable can only be "
            f"discarded; see `sinergi parked list {service}`"
        )
    return outcomes


async def discard(
    settings: Settings, service: str, wanted: ParkedFilter, by: Operator, *, limit: int | None, dry_run: bool
) -> list[dict[str, Any]]:
    """Give up what is meant; returns it. Raises `Trouble` when nothing or everything is meant."""
    if wanted == ParkedFilter():
        raise Trouble("Say which records: by their ids, or by --topic, --key, --because or --type")
    found = await list_(settings, service, wanted, limit)
    if not found:
        raise Trouble(f"No parked record matches; see `sinergi parked list {service}`")
    if not dry_run:
        # By their ids: what was parked since the list was read is not given up unseen.
        async with connected(settings, service) as connection:
            await discard_parked(connection, service, ParkedFilter(ids=tuple(row["id"] for row in found)), by, None)
    return found
