"""Printing a certificate with the name that the facility's resolver has; the vault puts the reading on record."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.certificates.access import scope_of_facility
from services.programs.certificates.model.paper import FACTS, TITLE, CertificatePaper
from services.programs.certificates.model.refusals import (
    CertificateIsWithdrawn,
    CertificateNotPrinted,
    CertificateOfAnother,
)
from services.programs.certificates.shipped import shipped_certificate
from services.programs.certificates.store import load_printed
from services.programs.participants.commands import names
from services.programs.participants.model import NamesUnavailable
from services.programs.program.access import KEEPERS
from services.programs.program.model.columns import title_of
from shared.access import Work, use_case
from shared.documents.faults import TemplateFault
from shared.documents.rendering import PaperForm, PaperOrder, render
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class PrintCertificate:
    """A certificate is asked for on paper."""

    certificate_id: UUID
    form: PaperForm
    settings: Settings


@use_case(*KEEPERS, scope=scope_of_facility, changes=False)
async def print_certificate(work: Work, command: PrintCertificate) -> bytes:
    """The facility's own certificate as a file, kept nowhere. Without the name if no resolver has it now.

    Raises `CertificateOfAnother`, `CertificateIsWithdrawn`, `CertificateNotPrinted` or `OutOfScope`.
    """
    row = await load_printed(work.connection, command.certificate_id)
    if row["check_code"] is None:
        raise CertificateOfAnother
    if row["withdrawn_at"] is not None:
        raise CertificateIsWithdrawn
    paper = CertificatePaper(
        practice=title_of(row),
        name=await _name(work, command.settings, row["facility_id"], row["participant_id"]),
        origin=command.settings.public_origin,
        **{each: row[each] for each in FACTS},
    )
    order = PaperOrder(
        shipped_certificate(), paper.values(), command.form, TITLE.id, paper.issued_on, address=paper.address
    )
    try:
        return await render(order)
    except TemplateFault as fault:
        raise CertificateNotPrinted from fault


async def _name(work: Work, settings: Settings, facility_id: UUID, participant_id: UUID) -> str | None:
    try:
        people = await names(work, settings).read(facility_id, [participant_id], "certificate")
    except NamesUnavailable:
        # The paper has room to write it by hand.
        return None
    return people[participant_id].name if participant_id in people else None
