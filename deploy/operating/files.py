"""The document store beside the records: what one of them has and the other lacks, and the rotation of keys.

The vault of names uses the same keys, and is rotated with the files.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from deploy.installation.service import connected
from deploy.installation.services import NAMES
from deploy.installation.trouble import Trouble
from services.programs.participants.commands import reseal
from shared.files.files import NOT_USABLE, Files, area_of
from shared.files.keys import KeyRing, KeyUnusable
from shared.files.refusals import FilesUnavailable
from shared.files.sealing import ContentBroken
from shared.files.store import ContentMissing
from shared.operations.settings import Settings

if TYPE_CHECKING:
    import asyncpg

RECORDS = {
    "agreements": "SELECT id, agreement_id AS owner, content FROM document WHERE erased_at IS NULL ORDER BY id",
    "programs": "SELECT id, coalesce(session_id, outcome_id) AS owner, content FROM evidence"
    " WHERE erased_at IS NULL ORDER BY id",
}
"""The records of each service that has files: a document of an agreement, and evidence of a session or an outcome."""


async def check_files(settings: Settings) -> list[dict[str, Any]]:
    """Every content that a record names and that is missing or cannot be read, and every content without a record.

    Each file is decrypted as a whole, so a changed byte is found. Raises `Trouble` if the store cannot be used.
    """
    return [row for service in RECORDS for row in await _check(settings, service)]


async def _check(settings: Settings, service: str) -> list[dict[str, Any]]:
    files = Files(settings, area_of(service))
    async with connected(settings, service) as connection:
        # The contents first: a file that arrives in between has its content before its record.
        stored = {each for each in await _stored(files) if files.has(each)}
        rows = await connection.fetch(RECORDS[service])
    named = {row["content"] for row in rows}
    owner = "agreement" if service == "agreements" else "session"
    found = [
        {"fault": fault, "content": row["content"], "document": row["id"], "agreement": None, owner: row["owner"]}
        for row in rows
        if (fault := await _fault_of(files, row["content"]))
    ]
    unowned = ({"fault": "no record", "content": each, "document": None, "agreement": None} for each in stored - named)
    return [*found, *sorted(unowned, key=lambda row: str(row["content"]))]


async def rotate_files(settings: Settings) -> int:
    """Give every content to the current key; returns how many had another one. Raises `Trouble`."""
    files = Files(settings)
    try:
        return sum([await files.rotate(content) for content in sorted(await _stored(files))])
    except (*NOT_USABLE, ContentBroken, ContentMissing) as error:
        raise Trouble(f"Not every file was rotated ({error}): repeat it once the cause is fixed") from error


async def rotate_names(settings: Settings) -> int:
    """Give every name of the vault to the current key; returns how many had another one. Raises `Trouble`."""
    keys = KeyRing(settings.files_key_id, settings.secret)
    async with connected(settings, NAMES, "owner") as vault:
        kept = await vault.fetch("SELECT facility_id, participant_id FROM entry WHERE sealed IS NOT NULL")
        try:
            return sum([await _rotate_name(vault, keys, *each) for each in kept])
        except (KeyUnusable, ContentBroken) as error:
            raise Trouble(f"Not every name was rotated ({error}): repeat it once the cause is fixed") from error


async def _rotate_name(
    vault: "asyncpg.Connection[Any]", keys: KeyRing, facility_id: UUID, participant_id: UUID
) -> bool:
    # Each by itself under its lock, so that a name which is given or erased meanwhile stays as it is.
    async with vault.transaction():
        content = await vault.fetchval(
            "SELECT sealed FROM entry WHERE (facility_id, participant_id) = ($1, $2) FOR UPDATE",
            *(facility_id, participant_id),
        )
        anew = await reseal(keys, facility_id, participant_id, content) if content else None
        if anew is None:
            return False
        await vault.execute(
            "UPDATE entry SET sealed = $3 WHERE (facility_id, participant_id) = ($1, $2)",
            *(facility_id, participant_id, anew),
        )
        return True


async def _stored(files: Files) -> set[str]:
    try:
        return {each.name async for each in files.store.list()}
    except NOT_USABLE as error:
        raise Trouble(f"The document store cannot be used: {error}") from error


async def _fault_of(files: Files, content: str) -> str | None:
    try:
        async for _piece in files.read(content):
            pass
    except ContentMissing:
        return "content missing"
    except ContentBroken:
        return "content changed"
    except FilesUnavailable as error:
        return f"not readable: {error.__cause__}"
    return None
