"""FieldPublished: keep the name of a field as it is now."""

from shared.access import Work
from shared.contracts.organisations import FieldPublished
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.rooms.fields.commands import ProjectFieldName, project_field_name
from shared.values.texts import Text


async def project_published_field(work: Work, event: FieldPublished, _envelope: Envelope) -> None:
    """Keep the name of a field that was added or renamed. A closed one keeps its name."""
    name = Text(event.name_indonesian, event.name_english)
    await project_field_name(work, ProjectFieldName(event.field, name, event.version))


REACTIONS: Reactions = ((FieldPublished, project_published_field),)
