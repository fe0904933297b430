"""Taking the daily file of a facility at the command line, such as from a nightly export of SDP."""

import asyncio
from pathlib import Path
from uuid import UUID

from deploy.installation.as_operator import as_operator
from deploy.installation.errors import errors_as_trouble
from deploy.installation.trouble import Trouble
from services.programs.sdp.commands.importing import ImportMovements, TakenMovements, import_movements
from shared.operations.settings import Settings
from shared.values.refusals import Refusal


def take_file(settings: Settings, facility_id: UUID, path: Path, *, dry_run: bool) -> TakenMovements:
    """Take the daily file of a facility, or only try it. Raises `Trouble`."""
    with errors_as_trouble():
        try:
            return asyncio.run(_take(settings, facility_id, path, dry_run=dry_run))
        except Refusal as refusal:
            raise Trouble(refusal.sentence.en) from refusal
        except OSError as error:
            raise Trouble(f"{path}: {error.strerror}") from error


async def _take(settings: Settings, facility_id: UUID, path: Path, *, dry_run: bool) -> TakenMovements:
    with path.open("rb") as file:
        async with as_operator(settings, "sdp import", "programs") as run:
            return await run(import_movements, ImportMovements(facility_id, file, dry_run, settings))
