"""Renders papers in a process of their own, which a template cannot leave, exhaust or keep."""

import asyncio
import base64
import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import Literal

import structlog

from shared.documents.faults import TemplateFault
from shared.documents.limits import CPU_SECONDS, MOST_ANSWERED, WAIT_SECONDS
from shared.documents.word import Values

PaperForm = Literal["docx", "pdf"]
MEDIA_TYPES: dict[PaperForm, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
AT_ONCE = 2
"""So many papers are rendered at the same time by one process of a service; others wait."""
# `-I`: neither the environment nor the folder of the service decides what is imported.
_COMMAND = (sys.executable, "-I", "-m", "shared.documents")
log = structlog.get_logger()
_places = asyncio.Semaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """A template with the data that fill it; a PDF has the title and the day as its properties.

    A PDF with an `address` has its QR code on every page.
    """

    template: bytes
    values: Values
    form: PaperForm
    title: str
    day: date
    address: str | None = None

    def to_json(self) -> bytes:
        """The order as the other process reads it."""
        template = base64.b64encode(self.template).decode()
        return json.dumps(
            {
                "template": template,
                "values": self.values,
                "form": self.form,
                "title": self.title,
                "day": self.day.isoformat(),
                "address": self.address,
            }
        ).encode()


async def render(order: PaperOrder, cpu_seconds: int = CPU_SECONDS) -> bytes:
    """The paper. Raises `TemplateFault`."""
    async with _places:
        answered = await _answered(order.to_json(), cpu_seconds)
    try:
        answer = json.loads(answered)
    except ValueError as error:
        # The process was ended by one of its limits.
        raise TemplateFault("too_costly") from error
    if "fault" in answer:
        raise TemplateFault(answer["fault"], answer["about"])
    paper = base64.b64decode(answer["paper"])
    if len(paper) > MOST_ANSWERED:
        raise TemplateFault("too_costly")
    return paper


async def _answered(order: bytes, cpu_seconds: int) -> bytes:
    pipe = asyncio.subprocess.PIPE
    command = (*_COMMAND, str(cpu_seconds))
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe, env={})
    try:
        answered, errors = await asyncio.wait_for(process.communicate(order), WAIT_SECONDS)
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        # Without its message, which may have data of the paper.
        kind = errors.decode(errors="replace").rstrip().rpartition("\n")[2].partition(":")[0]
        log.warning("paper_not_rendered", exit_code=process.returncode, error=kind)
    return answered
