"""Keys by which the rows of one file find each other: doubles, and the row that another one continues."""

from collections.abc import Mapping

from services.agreements.imports.model.imports import Kind
from services.agreements.register.model.names import twin_key
from shared.tables.cells import Value, text_of
from shared.values.inputs import letters_and_digits, number_key


def keys_of(kind: Kind, cells: Mapping[str, Value]) -> tuple[str | None, str | None]:
    """The key of a row, and that of the row that it continues; None for a row that has none."""
    texts = {name: text_of(value) for name, value in cells.items()}

    def joined(*names: str) -> str:
        return " ".join(letters_and_digits(texts.get(name, "")) for name in names)

    match kind:
        case "agreements":
            unit = letters_and_digits(texts.get("unit", ""))
            return _numbered(unit, texts.get("number")), _numbered(unit, texts.get("predecessor"))
        case "partners":
            parent = texts.get("parent")
            return f"{twin_key(texts.get('name', ''))} {twin_key(parent) if parent else ''}", None
        case "positions":
            return joined("account", "capability", "unit", "valid_from"), None
        case "units":
            return joined("unit", "valid_from"), None


def _numbered(unit: str, number: str | None) -> str | None:
    # Of a cell with two numbers the first is the unit's own; it has a line or a word between them.
    first = (number or "").partition("\n")[0]
    return f"{unit} {number_key(first)}" if number_key(first) else None
