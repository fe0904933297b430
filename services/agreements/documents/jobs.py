"""Job: contents that no record names are deleted from the document store."""

import structlog

from services.agreements.documents.commands.erasing import SweepContents, sweep_contents
from shared.access import Actor, Work
from shared.events.jobs import Job
from shared.files.files import NOT_USABLE, Files
from shared.operations.errors import describe
from shared.operations.settings import Settings

log = structlog.get_logger()


def sweeping(settings: Settings) -> Job[Actor]:
    """The job with the document store of these settings."""
    files = Files(settings)

    async def sweep(work: Work) -> None:
        try:
            await sweep_contents(work, SweepContents(files, settings.files_orphan_hours))
        except NOT_USABLE as error:
            # What was deleted until now stays on record; the rest is tried again.
            log.warning("sweep_incomplete", error=describe(error))

    return sweep
