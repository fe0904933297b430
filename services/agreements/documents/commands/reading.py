"""Giving out the content of a document."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.documents.access import READERS, readable, scope_to_read
from services.agreements.documents.model.documents import Document, DocumentNotFound
from services.agreements.documents.store import insert_reading, load_document
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The content of a file is asked for."""

    document_id: UUID


@use_case(*READERS, scope=scope_to_read)
async def open_document(work: Work, command: OpenDocument) -> Document:
    """Give out the content of a file, and record who was given it."""
    document = await load_document(work.connection, command.document_id)
    if not await readable(work, document, [document]):
        raise DocumentNotFound(id=command.document_id)
    document.require_content()
    await insert_reading(work, document)
    return document
