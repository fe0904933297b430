"""Parked records: showing them, applying them after all, or discarding them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from deploy.installation.service import connected, inbox_of, services_or_one
from deploy.installation.trouble import Trouble
from shared.events.operating.parked import ParkedFilter, find_parked, read_parked
from shared.events.operating.parking_history import discard as discard_parked
from shared.events.operating.requeue import Outcome
from shared.events.operating.requeue import requeue as requeue_parked
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


async def list_parked(
    settings: Settings, service: str | None, wanted: ParkedFilter, limit: int | None
) -> list[dict[str, Any]]:
    """The parked records that match, oldest first."""
    rows: list[dict[str, Any]] = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            rows += [
                {"service": name} | asdict(record) for record in await find_parked(connection, name, wanted, limit)
            ]
    return rows


async def show_parked(settings: Settings, service: str, id_: int) -> dict[str, Any]:
    """One parked record with its data. Raises `Trouble` when there is none with this id."""
    async with connected(settings, service) as connection:
        found = await read_parked(connection, service, id_)
    if found is None:
        raise Trouble(f"{service} has no parked record {id_}; see `sinergi parked list {service}`")
    parked, record = found
    return asdict(parked) | {"headers": dict(record.headers), "data": record.value.decode(errors="backslashreplace")}


async def requeue(
    settings: Settings, service: str, wanted: ParkedFilter, operator: Operator, *, limit: int | None, dry_run: bool
) -> Sequence[Outcome]:
    """Apply the records that match, key by key. Raises `Trouble` when none matches."""
    async with inbox_of(settings, service) as inbox:
        outcomes = [each async for each in requeue_parked(inbox, wanted, operator, limit=limit, dry_run=dry_run)]
    if not outcomes:
        raise Trouble(
            "No record to requeue matches. The filter applies to the first parked record of a key, and unreadable "
            f"records can only be discarded; see `sinergi parked list {service}`"
        )
    return outcomes


async def discard(
    settings: Settings, service: str, wanted: ParkedFilter, operator: Operator, *, limit: int | None, dry_run: bool
) -> list[dict[str, Any]]:
    """Discard the records that match; return them. Raises `Trouble` when none matches or the filter is empty."""
    if wanted == ParkedFilter():
        raise Trouble("Choose the records: by their ids, or with --topic, --key, --parked-for or --type")
    found = await list_parked(settings, service, wanted, limit)
    if not found:
        raise Trouble(f"No parked record matches; see `sinergi parked list {service}`")
    if not dry_run:
        # By their ids, so that records which were parked after the list was read are not discarded unseen.
        async with connected(settings, service) as connection:
            await discard_parked(
                connection, service, ParkedFilter(ids=tuple(row["id"] for row in found)), operator, None
            )
    return found
