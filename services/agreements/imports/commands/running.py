"""Doing something with every row of an import: the first rows in the request, all others in the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_change
from services.agreements.imports.commands.accepting import AcceptRows, accept_rows
from services.agreements.imports.commands.checking import CheckRows, check_rows
from services.agreements.imports.commands.withdrawing import WithdrawImport, withdraw_import
from services.agreements.imports.model.imports import WAITING, Run, Step
from services.agreements.imports.store.imports import lock_import
from services.agreements.imports.store.rows import has_rows
from services.agreements.imports.store.runs import load_runs, save_run, save_run_ended
from shared.access import Work, anywhere, use_case
from shared.access.positions import load_actor
from shared.events.job_items import list_failed_items, take_each
from shared.values.refusals import Refusal
from shared.values.texts import Text

JOB = "imports"
_AT_A_TIME = 3
"""Imports in one run of the job, so that its transaction is short."""


_FAILED = Text(
    "Sistem mengalami gangguan. Ulangi; bila terjadi lagi, hubungi pengelola sistem.",
    "The system failed. Try again; if it happens again, tell the operators.",
)


@dataclass(frozen=True, slots=True)
class RunImport:
    """Check, accept or withdraw every row of an import; a withdrawal has a reason."""

    import_id: UUID
    step: Step
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GoOnWithImports:
    """Take the next rows of the imports that wait."""


@use_case(*IMPORTERS, scope=scope_to_change)
async def run_import(work: Work, command: RunImport) -> None:
    """Take the first rows, and leave the others to the worker. Raises `RunGoingOn` or a refusal of the step."""
    (await lock_import(work.connection, command.import_id)).require_free(command.step)
    run = Run(command.import_id, command.step, work.actor.account, command.reason)
    if await _take_next(work, run):
        await save_run(work.connection, run)
    else:
        await save_run_ended(work.connection, run.import_id, None)


@use_case(*IMPORTERS, scope=anywhere)
async def go_on_with_imports(work: Work, _command: GoOnWithImports) -> bool:
    """Take the next rows of each import, with the rights that its account has now; returns whether there are more."""
    worker, progress = work.actor, False

    async def go_on(run: Run) -> None:
        nonlocal progress
        work.actor = await load_actor(work.connection, run.account, work.now)
        emitted = work.emitted
        try:
            async with work.connection.transaction():
                if (await lock_import(work.connection, run.import_id)).running != run.step:
                    # A withdrawal has replaced the check since the runs were loaded.
                    return
                more = await _take_next(work, run)
        except Refusal as refusal:
            work.discard_after(emitted)
            await save_run_ended(work.connection, run.import_id, refusal.sentence)
            return
        if not more:
            await save_run_ended(work.connection, run.import_id, None)
        progress = True

    runs = await load_runs(work.connection, _AT_A_TIME)
    if runs:
        try:
            await take_each(work, JOB, runs, go_on, lambda run: str(run.import_id))
        finally:
            work.actor = worker
        await _end_failed(work, runs)
    return progress


async def _end_failed(work: Work, runs: Sequence[Run]) -> None:
    """End the runs that failed for no reason of their tables, or they would be tried again every second."""
    failed = {failure.item for failure in await list_failed_items(work.connection, JOB)}
    for run in runs:
        if str(run.import_id) in failed:
            await save_run_ended(work.connection, run.import_id, _FAILED)


async def _take_next(work: Work, run: Run) -> bool:
    """Take the next rows; returns whether there may be more."""
    match run.step:
        case "check":
            await check_rows(work, CheckRows(run.import_id))
        case "accept":
            await accept_rows(work, AcceptRows(run.import_id))
        case "withdraw":
            await withdraw_import(work, WithdrawImport(run.import_id, run.reason or ""))
    return await has_rows(work.connection, run.import_id, WAITING[run.step])
