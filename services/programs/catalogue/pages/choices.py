"""The choices in forms and filters of the catalogue."""

from services.programs.catalogue.queries import list_field_names
from shared.access import Work
from shared.values.labels import label
from shared.values.languages import Tongue


async def field_choices(work: Work, tongue: Tongue) -> list[tuple[str, str]]:
    """The fields of cooperation that a practice may serve, by name."""
    names = await list_field_names(work)
    shown = {code: label("field", code, name).in_language(tongue) for code, name in names.items()}
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in shown.items()), key=lambda pair: pair[1])
