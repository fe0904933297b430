"""Publishing a practice: a national one, a facility's own under a national one, or the next version of either."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.catalogue.access import KEEPERS, scope_to_change, scope_to_publish
from services.programs.catalogue.commands.announcing import emit_published
from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.catalogue.model.publication import (
    OWN,
    Draft,
    Learned,
    next_content,
    own_content,
    require_change,
    require_known_fields,
)
from services.programs.catalogue.model.refusals import (
    PracticeDiffersByNameOnly,
    PracticeNotRunThere,
    TemplateCodeTaken,
    TemplateUnknown,
)
from services.programs.catalogue.model.template import Category, Origin, PracticeContent, Template
from services.programs.catalogue.store import (
    insert_practice,
    load_fields_waiting,
    load_has_run,
    load_keeper,
    load_same_course,
    lock_catalogue,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.ids import new_id
from shared.values.terms import Zone, day_in
from shared.web.preconditions import require_version

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True, slots=True)
class PublishPractice:
    """A national practice under a new code."""

    code: str
    category: Category
    fields: tuple[str, ...]
    draft: Draft
    learned: Learned | None = None


@dataclass(frozen=True, slots=True)
class PublishOwnPractice:
    """A facility's own practice, under a national one."""

    facility_id: UUID
    under: str
    draft: Draft
    learned: Learned | None = None


@dataclass(frozen=True, slots=True)
class PublishVersion:
    """The next version of a practice. Category and fields are those of a national one; None: unchanged."""

    code: str
    expected_version: int
    draft: Draft
    change: str
    category: Category | None = None
    fields: tuple[str, ...] | None = None


@use_case(*KEEPERS, scope=nationwide)
async def publish_practice(work: Work, command: PublishPractice) -> Template:
    """Publish a national practice. Raises a refusal of its code, its fields, its content or its lineage."""
    catalogue = await lock_catalogue(work.connection, command.code, *_codes(command.learned))
    if taken := catalogue.find(command.code):
        raise TemplateCodeTaken(code=command.code, name=taken.title)
    await _require_fields(work, catalogue, command.fields)
    content = command.draft.content(command.category, command.fields)
    origin = await _origin(work, catalogue, command.learned)
    practice = Template(**_values(content), code=command.code, version=1, adopted_from=origin)
    return await _publish(work, catalogue, practice, CAPITAL_ZONE)


@use_case(*KEEPERS, scope=scope_to_publish)
async def publish_own_practice(work: Work, command: PublishOwnPractice) -> Template:
    """Publish a facility's own practice. Raises a refusal of its parent, its content or its lineage."""
    catalogue = await lock_catalogue(work.connection, command.under, *_codes(command.learned))
    parent = catalogue.find(command.under)
    if parent is None:
        raise TemplateUnknown(code=command.under)
    keeper = await load_keeper(work.connection, command.facility_id)
    practice = Template(
        **_values(own_content(command.draft, parent)),
        code=OWN + new_id().hex[-16:].translate(_LETTERS),
        version=1,
        under=parent.code,
        facility=keeper.facility,
        adopted_from=await _origin(work, catalogue, command.learned),
    )
    return await _publish(work, catalogue, practice, keeper.zone)


@use_case(*KEEPERS, scope=scope_to_change)
async def publish_version(work: Work, command: PublishVersion) -> Template:
    """Publish the next version of a practice; the caller must have read its newest one.

    Raises `PracticeUnchanged`, or a refusal of its content. A facility's own practice follows its national one.
    """
    catalogue = await lock_catalogue(work.connection, command.code)
    before = catalogue.named(command.code)
    require_version(before.version, command.expected_version)
    if before.under is not None:
        content = own_content(command.draft, catalogue.named(before.under))
    else:
        fields = before.fields if command.fields is None else command.fields
        await _require_fields(work, catalogue, fields)
        content = next_content(command.draft, before, command.category or before.category, fields)
    require_change(content, before)
    kept = {"under": before.under, "facility": before.facility, "adopted_from": before.adopted_from}
    practice = Template(**_values(content), **kept, code=before.code, version=before.version + 1, change=command.change)
    zone = (await load_keeper(work.connection, before.facility.id)).zone if before.facility else CAPITAL_ZONE
    return await _publish(work, catalogue, practice, zone)


async def _publish(work: Work, catalogue: Catalogue, practice: Template, zone: Zone) -> Template:
    same = await load_same_course(work.connection, catalogue, practice)
    # A practice that a facility has developed may become national as it is.
    raised = practice.facility is None and same and same.facility and practice.adopted_from
    if same and not (raised and raised.code == same.code):
        raise PracticeDiffersByNameOnly(name=same.title, code=same.code)
    published = practice.model_copy(update={"published_on": day_in(zone, work.now)})
    await insert_practice(work.connection, published, work.now)
    emit_published(work, published, zone)
    return published


async def _origin(work: Work, catalogue: Catalogue, learned: Learned | None) -> Origin | None:
    if learned is None:
        return None
    found = catalogue.in_version(learned.code, learned.version)
    if found is None:
        raise TemplateUnknown(code=f"{learned.code} {learned.version}")
    facility = found.facility
    if facility is None and learned.facility_id is not None:
        facility = (await load_keeper(work.connection, learned.facility_id)).facility
        if not await load_has_run(work.connection, facility.id, found.code):
            raise PracticeNotRunThere(facility=facility.name, name=found.title)
    return Origin(code=found.code, version=found.version, facility=facility)


async def _require_fields(work: Work, catalogue: Catalogue, fields: tuple[str, ...]) -> None:
    require_known_fields(fields, {*catalogue.fields_served(), *await load_fields_waiting(work.connection)})


def _codes(learned: Learned | None) -> tuple[str, ...]:
    return (learned.code,) if learned else ()


def _values(content: PracticeContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in PracticeContent.model_fields}
