"""Changes of templates: a new file, and the return to the shipped one."""

import hashlib
from dataclasses import dataclass

from services.agreements.texts.access import TEMPLATE_KEEPERS
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.templates import TemplateAsShipped, TemplateVersion
from services.agreements.texts.model.texts import FAULTS, TemplateUnusable
from services.agreements.texts.shipped import samples
from services.agreements.texts.store import insert_template, lock_template
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.documents.faults import TemplateFault
from shared.documents.rendering import PaperOrder, render
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ChangeTemplate:
    """A new template of one kind."""

    kind: TextKind
    expected_version: int
    file_name: str
    content: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class RestoreTemplate:
    """The return to the shipped template of one kind."""

    kind: TextKind
    expected_version: int
    reason: str


@use_case(*TEMPLATE_KEEPERS, scope=nationwide)
async def change_template(work: Work, command: ChangeTemplate) -> TemplateVersion:
    """Put a new template in use, once it was tried with sample data. Raises `TemplateUnusable`."""
    version, _is_shipped = await lock_template(work.connection, command.kind)
    # Before the trial, so that an outdated request learns of the newer version and not of faults in its file.
    require_version(version, command.expected_version)
    await _try(work, command)
    digest = hashlib.sha256(command.content).hexdigest()
    changed = _next(work, command, version, command.file_name, digest)
    await insert_template(work.connection, changed, command.content)
    return changed


@use_case(*TEMPLATE_KEEPERS, scope=nationwide)
async def restore_template(work: Work, command: RestoreTemplate) -> TemplateVersion:
    """Put the shipped template in use again. Raises `TemplateAsShipped`."""
    version, is_shipped = await lock_template(work.connection, command.kind)
    require_version(version, command.expected_version)
    if is_shipped:
        raise TemplateAsShipped
    changed = _next(work, command, version, None, None)
    await insert_template(work.connection, changed, None)
    return changed


async def _try(work: Work, command: ChangeTemplate) -> None:
    today = day_in(CAPITAL_ZONE, work.now)
    for values in samples()[command.kind]:
        try:
            await render(PaperOrder(command.content, values, "pdf", "Contoh", today))
        except TemplateFault as fault:
            about = f" ({fault.about})" if fault.about else ""
            raise TemplateUnusable(fault=FAULTS[fault.code], about=about) from fault


def _next(
    work: Work, command: ChangeTemplate | RestoreTemplate, version: int, file_name: str | None, digest: str | None
) -> TemplateVersion:
    return TemplateVersion(
        kind=command.kind,
        version=version + 1,
        file_name=file_name,
        sha256=digest,
        account=work.actor.account,
        at=work.now,
        reason=command.reason,
    )
