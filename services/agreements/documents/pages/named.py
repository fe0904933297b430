"""The document that the address of a page names, and its agreement."""

from uuid import UUID

from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.documents.model.documents import DocumentNotFound
from services.agreements.documents.queries import DocumentDetails, ShowDocument, show_document
from shared.access import Work


async def named(work: Work, agreement_id: UUID, document_id: UUID) -> tuple[AgreementDetails, DocumentDetails]:
    """Agreement and document. Raises `DocumentNotFound`, also for a document of another agreement."""
    document = await show_document(work, ShowDocument(document_id))
    if document.agreement_id != agreement_id:
        raise DocumentNotFound(id=document_id)
    return await show_agreement(work, ShowAgreement(agreement_id)), document
