"""Names of coded values, one list for each field of the data: `label("field", "education")`.

Sentences for people contain names, never codes. Refusals, notices, waiting lists and screens take them from here.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from shared.values.shipped import load_yaml
from shared.values.texts import Text

_names: dict[str, Mapping[str, Text]] = {}


def use_names(list_name: str, names: Mapping[str, Text]) -> None:
    """Call these codes of a list by these names from now on, in this process; the others by those of `labels.yaml`."""
    _names[list_name] = names


@cache
def labels() -> Mapping[str, Mapping[str, Text]]:
    """Every list of labels, by its name."""
    shipped = load_yaml(files(__package__).joinpath("labels.yaml"))
    return TypeAdapter(dict[str, dict[str, Text]]).validate_python(shipped)


def label(list_name: str, code: str, name: str | None = None) -> Text:
    """The name of a code: the one in use (`use_names`), or the shipped one. Reference data may contain newer codes.

    Such a code is called by the `name` that the reference data has for it; without one, underscores become spaces.
    Raises KeyError for a list that does not exist.
    """
    known = _names.get(list_name, {}).get(code) or labels()[list_name].get(code)
    words = name or code.replace("_", " ")
    return known or Text(words, words)


def label_list(list_name: str, codes: Iterable[str]) -> list[Text]:
    """The names of several codes of one list, for `Text.fill`."""
    return [label(list_name, code) for code in codes]
