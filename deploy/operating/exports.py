"""Exporting a table at the command line, where no time limit of a request applies."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import IO

from deploy.installation.as_operator import as_operator
from deploy.installation.errors import errors_as_trouble
from deploy.installation.trouble import Trouble
from services.agreements.exports.queries.agreements import export_agreements
from services.agreements.exports.queries.partners import export_partners
from services.agreements.exports.queries.positions import export_positions
from services.agreements.exports.queries.tables import Export
from services.agreements.exports.queries.units import export_units
from services.agreements.imports.model.imports import Kind
from shared.access import Work
from shared.operations.settings import Settings
from shared.tables.formats import Format

_EXPORT: Mapping[Kind, Callable[[Work, Export], Awaitable[IO[bytes]]]] = {
    "units": export_units,
    "positions": export_positions,
    "partners": export_partners,
    "agreements": export_agreements,
}
_FORMATS: Mapping[str, Format] = {".xlsx": "xlsx", ".csv": "csv"}


def export_table(settings: Settings, kind: Kind, path: Path) -> None:
    """Write everything of a kind into a file, in the format of its ending. Raises `Trouble`."""
    if path.suffix not in _FORMATS:
        raise Trouble(f"{path}: the file must end with .xlsx or .csv")
    with errors_as_trouble():
        try:
            asyncio.run(_export(settings, kind, path))
        except OSError as error:
            raise Trouble(f"{path}: {error.strerror}") from error


async def _export(settings: Settings, kind: Kind, path: Path) -> None:
    async with as_operator(settings, "export") as run:
        with await run(_EXPORT[kind], Export(_FORMATS[path.suffix])) as table, path.open("wb") as file:
            shutil.copyfileobj(table, file)
