"""Templates of papers: their versions, each with the account that changed it and the reason."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.agreements.texts.model.kinds import TextKind
from shared.values.refusals import Conflict
from shared.values.texts import Text

FIRST_VERSION = 1
"""The shipped template, before any change."""


class TemplateAsShipped(Conflict):
    """The shipped template is in use already."""

    title = Text("Templat bawaan sudah dipakai", "Shipped template in use")
    detail = Text("Templat bawaan sudah dipakai; tidak ada yang berubah.", "The shipped template is in use already.")


class TemplateVersion(BaseModel):
    """One change of a template. Without a file it is the return to the shipped one."""

    model_config = ConfigDict(frozen=True)

    kind: TextKind
    version: int
    file_name: str | None
    sha256: str | None
    account: str
    at: datetime
    reason: str
