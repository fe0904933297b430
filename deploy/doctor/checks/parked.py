"""Parked records of consumers, and items that failed in the last run of their job."""

from collections import Counter
from collections.abc import AsyncIterator

from deploy.doctor.check import Check, Finding
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.operating.jobs import list_failed
from shared.events.operating.parked import count_parked
from shared.operations.settings import Settings


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """Records first, then jobs."""
    for service in SERVICES:
        async with connected(settings, service) as connection:
            parked = await count_parked(connection, service)
        if parked:
            counts = ", ".join(f"{number} {reason}" for reason, number in parked.items())
            yield Finding(
                f"{service} has parked records: {counts}; they have no effect until they are requeued",
                f'`sinergi parked list {service}`; fix the cause, then `sinergi parked requeue {service} --reason "…"`',
            )
    failed = Counter((row["service"], row["job"]) for row in await list_failed(settings, None))
    for (service, job), number in failed.items():
        yield Finding(
            f"{number} items of the job {job} of {service} fail in every run",
            f"`sinergi jobs list-failed {service}` has the errors; each run tries the items again",
        )


CHECK = Check("parked", "records that consumers could not apply, and items of jobs that fail", find)
