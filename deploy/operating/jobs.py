"""Periodic jobs: their runs, a run for a day, and the items that failed."""

import importlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from deploy.installation.service import APPLICATION, connected, services_or_one
from deploy.installation.trouble import Trouble
from shared.access import Actor
from shared.contracts.topics import origin_of
from shared.events.job_items import list_failed_items
from shared.events.job_runs import list_runs
from shared.events.jobs import Job
from shared.events.operator_log import Operator
from shared.events.requested_jobs import RequestedJob
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.clock import business_clock
from shared.operations.settings import Settings
from shared.postgres.connections import open_pool
from shared.values.working_days import office_calendar

EASTERN = ZoneInfo("Asia/Jayapura")


async def list_failed(settings: Settings, service: str | None) -> list[dict[str, Any]]:
    """The items of one service, or of all, that failed in the last run of their job."""
    rows: list[dict[str, Any]] = []
    for name in services_or_one(service):
        async with connected(settings, name) as connection:
            rows += [{"service": name} | asdict(item) for item in await list_failed_items(connection)]
    return rows


async def list_history(settings: Settings, job: str | None, limit: int) -> list[dict[str, Any]]:
    """The runs of one job, or of all jobs; the newest first."""
    if job is not None:
        find_job(settings, job)
    rows: list[dict[str, Any]] = []
    for name in services_or_one(None):
        async with connected(settings, name) as connection:
            rows += [{"service": name} | asdict(run) for run in await list_runs(connection, job, limit)]
    return sorted(rows, key=lambda row: row["last_at"], reverse=True)[:limit]


async def run_for_day(settings: Settings, name: str, day: date, operator: Operator) -> int:
    """Run a job as of the end of a day; returns the number of events. Raises `Trouble` for a day that is to come."""
    clock = business_clock(settings).now
    now = moment_for(day, clock())
    service, job = find_job(settings, name)
    async with await open_pool(settings, service, APPLICATION) as pool:
        # The relay polls for the events.
        units = UnitsOfWork[Actor](pool, origin_of(settings, service), clock, nudge=lambda: None)
        return await RequestedJob(units, Actor.of_system(service), job, day, now, operator).run()


def knows_holidays(day: date) -> bool:
    """Whether the holidays of the year are on record; without them only weekends are free."""
    return office_calendar().knows(day.year)


def moment_for(day: date, now: datetime) -> datetime:
    """The last second that belongs to `day` in every zone of the country, but not later than now.

    Raises `Trouble` if the day has not begun in the east.
    """
    if day > now.astimezone(EASTERN).date():
        raise Trouble(f"{day} is to come: a job runs for today or for an earlier day")
    return min(datetime.combine(day, time(23, 59, 59), EASTERN).astimezone(UTC), now)


def find_job(settings: Settings, name: str) -> tuple[str, Job[Actor]]:
    """A job by its name, with its service. Raises `Trouble` with the names that exist."""
    every = jobs_of_services(settings)
    found = [(service, job) for service, job in every if job.__name__ == name]
    if not found:
        names = ", ".join(sorted(job.__name__ for _, job in every))
        raise Trouble(f"No job is called {name}. There are: {names}")
    return found[0]


def jobs_of_services(settings: Settings) -> Sequence[tuple[str, Job[Actor]]]:
    """The jobs of the calendar of all services."""
    # Imported by name and late, so that a command without use for them does not import the services.
    return [
        (service, job)
        for service in services_or_one(None)
        for job in importlib.import_module(f"services.{service}.bootstrap").jobs(settings)
    ]
