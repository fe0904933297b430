"""Access to files: the keepers of an agreement file and check them, a head erases them, its readers read them.

A partner's contact reads the files that match, but no letters: these concern the offices alone. The contact of an
agency reads none, because it is shown its own items only.
"""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.documents.model.documents import Document
from services.agreements.documents.store import load_document
from shared.access import Work
from shared.values.capabilities import Capability, Scope

KEEPERS = agreement.KEEPERS
READERS = agreement.READERS
OFFICES = tuple(each for each in READERS if each != Capability.PARTNER_CONTACT)
"""May see which agreements are without paper."""
ERASERS = (Capability.HEAD,)
LOG_READERS = (Capability.HEAD, Capability.AUDITOR, Capability.DATA_PROTECTION_OFFICER)
"""May see who has read a file."""


class AboutDocument(Protocol):
    """A command or query about one file."""

    @property
    def document_id(self) -> UUID:
        """The id of the file."""


async def scope_to_change(work: Work, command: AboutDocument) -> Scope:
    """The scope in which the agreement of a file is kept. Raises `DocumentNotFound`."""
    document = await load_document(work.connection, command.document_id)
    return await agreement.scope_to_change(work, document)


async def scope_to_read(work: Work, query: AboutDocument) -> Scope:
    """Every unit that the agreement of a file concerns. Raises `DocumentNotFound`."""
    document = await load_document(work.connection, query.document_id)
    return await agreement.scope_to_read(work, document)


async def readable(work: Work, about: agreement.AboutAgreement, documents: list[Document]) -> list[Document]:
    """Those files of an agreement that the actor may read, as it may see them."""
    if not await agreement.reads_as_partner(work, about):
        return documents
    if await agreement.represented_agencies(work, about) is not None:
        return []
    hidden = {"uploaded_by": "", "checked_by": None, "comment": None}
    shown = (each for each in documents if each.verdict == "matches" and each.kind != "letter" and not each.erased_at)
    return [each.model_copy(update=hidden) for each in shown]
