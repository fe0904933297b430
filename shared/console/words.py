"""Words of screens: `words.yaml` of this folder, and one beside the templates of each room, Indonesian first.

Names of coded values are no words of a screen: they are in `shared/values/labels.yaml`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import TypeAdapter

from shared.values.shipped import load_yaml
from shared.values.texts import Text

Words = Mapping[str, Text]
_WORDS = TypeAdapter(dict[str, Text])


class WordTwice(Exception):
    """Two files of one service have the same word."""


@cache
def words(service: str) -> Words:
    """The words of a package such as `services.agreements`, and those of every screen. Raises `WordTwice`."""
    found = read(files(__package__))
    for folder in folders_of(service):
        own = read(folder)
        if twice := found.keys() & own.keys():
            raise WordTwice(f"{folder}: {', '.join(sorted(twice))}")
        found |= own
    return found


def folders_of(service: str) -> Iterator[Traversable]:
    """The folders of pages of a service."""
    for room in sorted(files(service).iterdir(), key=lambda each: each.name):
        if room.joinpath("pages", "words.yaml").is_file():
            yield room.joinpath("pages")


def read(folder: Traversable) -> dict[str, Text]:
    """The words of one folder."""
    return _WORDS.validate_python(load_yaml(folder.joinpath("words.yaml")))
