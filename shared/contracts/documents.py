"""Internal events about files of agreements. They carry neither names of files nor accounts nor comments."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL, AgreementEvent
from shared.contracts.event import Extensible
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict, ErasureGround

ExtensibleDocumentFault = Annotated[DocumentFault, Extensible()]
ExtensibleDocumentKind = Annotated[DocumentKind, Extensible()]
ExtensibleDocumentVerdict = Annotated[DocumentVerdict, Extensible()]
ExtensibleErasureGround = Annotated[ErasureGround, Extensible()]


class DocumentEvent(AgreementEvent):
    """The fields that every event about a file has."""

    document_id: UUID = Field(description="the file; the id stays the same until its content is erased")
    kind: ExtensibleDocumentKind = Field(description="the signed paper, an attachment or a letter")


class DocumentRecorded(
    DocumentEvent,
    type="agreement.document_recorded.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A file was filed with the agreement."""

    media_type: str = Field(description="its type by its content, such as `application/pdf`")
    size: int = Field(description="its size in bytes")
    sha256: str = Field(description="the hash of its content (SHA-256), in hexadecimal digits")


class DocumentChecked(
    DocumentEvent,
    type="agreement.document_checked.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A second officer has compared a file with the record. A later check of the same file replaces an earlier one."""

    verdict: ExtensibleDocumentVerdict = Field(description="whether it matches the record")
    faults: tuple[ExtensibleDocumentFault, ...] = Field(description="how it differs; empty if it matches")


class DocumentErased(
    DocumentEvent,
    type="agreement.document_erased.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The content of a file was erased; its record stays."""

    ground: ExtensibleErasureGround = Field(description="filed by mistake, or its time of retention is over")
