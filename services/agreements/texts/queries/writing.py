"""Writes a paper by the template in use."""

from dataclasses import dataclass
from datetime import date

from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.parts import Part
from services.agreements.texts.model.texts import FAULTS, FILE_NAMES, Paper, PaperNotWritten
from services.agreements.texts.queries.templates import template_in_use
from shared.access import Work
from shared.documents.faults import TemplateFault
from shared.documents.rendering import MEDIA_TYPES, PaperForm, PaperOrder, render


@dataclass(frozen=True, slots=True)
class Writing:
    """A paper to be written: its data, its form, its title and day, and the last part of the name of its file.

    A PDF shows the address of its record as a QR code.
    """

    kind: TextKind
    text: Part
    form: PaperForm
    title: str
    day: date
    name: str
    address: str | None = None


async def write(work: Work, writing: Writing) -> Paper:
    """The finished paper. Raises `PaperNotWritten`."""
    template = await template_in_use(work, writing.kind)
    values = writing.text.values()
    order = PaperOrder(template, values, writing.form, writing.title, writing.day, writing.address)
    try:
        content = await render(order)
    except TemplateFault as fault:
        about = f" ({fault.about})" if fault.about else ""
        raise PaperNotWritten(fault=FAULTS[fault.code], about=about) from fault
    return Paper(content, f"{FILE_NAMES[writing.kind]}-{writing.name}.{writing.form}", MEDIA_TYPES[writing.form])
