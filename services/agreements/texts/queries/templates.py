"""The templates of papers: which one is in use, and who changed it when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from services.agreements.texts.access import TEMPLATE_KEEPERS
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.templates import FIRST_VERSION, TemplateVersion
from services.agreements.texts.model.texts import FILE_NAMES
from services.agreements.texts.shipped import shipped_template
from shared.access import Work, nationwide, use_case


class TextTemplate(BaseModel):
    """A template with its version, whether it is the shipped one, and its changes, the latest first."""

    kind: TextKind
    version: int
    is_shipped: bool
    changes: list[TemplateVersion]


@dataclass(frozen=True, slots=True)
class ListTemplates:
    """Every template."""


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """One template."""

    kind: TextKind


@use_case(*TEMPLATE_KEEPERS, scope=nationwide, changes=False)
async def list_templates(work: Work, _query: ListTemplates) -> list[TextTemplate]:
    """Every template with its changes."""
    changes = await _changes(work, get_args(TextKind))
    return [_template(kind, changes) for kind in get_args(TextKind)]


@use_case(*TEMPLATE_KEEPERS, scope=nationwide, changes=False)
async def show_template(work: Work, query: ShowTemplate) -> TextTemplate:
    """One template with its changes."""
    return _template(query.kind, await _changes(work, [query.kind]))


@use_case(*TEMPLATE_KEEPERS, scope=nationwide, changes=False)
async def show_template_file(work: Work, query: ShowTemplate) -> tuple[str, bytes]:
    """The Word file of the template in use, and the name under which it is saved."""
    return f"templat-{FILE_NAMES[query.kind]}.docx", await template_in_use(work, query.kind)


async def template_in_use(work: Work, kind: TextKind) -> bytes:
    """The Word file by which papers of a kind are written."""
    content: bytes | None = await work.connection.fetchval(
        "SELECT content FROM text_template WHERE kind = $1 ORDER BY version DESC LIMIT 1", kind
    )
    return content or shipped_template(kind)


async def _changes(work: Work, kinds: Sequence[TextKind]) -> list[TemplateVersion]:
    rows = await work.connection.fetch(
        """SELECT kind, version, file_name, sha256, account, at, reason FROM text_template
           WHERE kind = ANY ($1) ORDER BY version DESC LIMIT 500""",
        list(kinds),
    )
    return [TemplateVersion.model_validate(dict(row)) for row in rows]


def _template(kind: TextKind, changes: Sequence[TemplateVersion]) -> TextTemplate:
    own = [change for change in changes if change.kind == kind]
    return TextTemplate(
        kind=kind,
        version=own[0].version if own else FIRST_VERSION,
        is_shipped=not own or own[0].file_name is None,
        changes=own,
    )
