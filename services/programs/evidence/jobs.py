"""Job: contents that no record of evidence names are deleted from the document store."""

import structlog

from services.programs.evidence.commands import SweepEvidence, sweep_evidence
from shared.access import Actor, Work
from shared.events.jobs import Job
from shared.files.files import NOT_USABLE, Files, area_of
from shared.operations.errors import describe
from shared.operations.settings import Settings

log = structlog.get_logger()


def sweeping_evidence(settings: Settings) -> Job[Actor]:
    """The job with the document store of these settings."""
    files = Files(settings, area_of("programs"))

    async def sweep_evidence_of_sessions(work: Work) -> None:
        try:
            await sweep_evidence(work, SweepEvidence(files, settings.files_orphan_hours))
        except NOT_USABLE as error:
            # The deletions until now stay on record; the rest is tried again.
            log.warning("sweep_incomplete", error=describe(error))

    return sweep_evidence_of_sessions
