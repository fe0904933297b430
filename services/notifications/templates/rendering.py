"""Renders templates, strictly: a name that is not there is an error, never an empty place in a notice.

The texts are plain, so nothing is escaped; they run in a sandbox all the same, for they are data.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import TypeAdapter

from services.notifications.templates.model import Language, Rendered, Wordings
from shared.values.texts import Text


class _Bilingual:
    """One text, compiled in both languages."""

    def __init__(self, text: Text, indonesian: Environment, english: Environment) -> None:
        self._id = indonesian.from_string(text.id)
        self._en = english.from_string(text.en)

    def render(self, values: Mapping[str, Any]) -> Text:
        return Text(self._id.render(values), self._en.render(values))


class Templates:
    """Every template, ready to be filled."""

    def __init__(self, wordings: Wordings, labels: Mapping[str, Text]) -> None:
        environments = _environment(Language("id", labels)), _environment(Language("en", labels))
        self._compiled = {
            name: (_Bilingual(wording.subject, *environments), _Bilingual(wording.body, *environments))
            for name, wording in wordings.templates.items()
        }

    @property
    def names(self) -> frozenset[str]:
        """The templates that there are."""
        return frozenset(self._compiled)

    def render(self, name: str, **values: Any) -> Rendered:
        """The words of a notice. Raises `jinja2.UndefinedError` for a value that the template asks for in vain."""
        subject, body = self._compiled[name]
        return Rendered(subject.render(values), body.render(values))


@cache
def templates() -> Templates:
    """Return the shipped templates, read and compiled once."""
    wordings = Wordings.model_validate(_shipped("templates.yaml"))
    return Templates(wordings, TypeAdapter(dict[str, Text]).validate_python(_shipped("labels.yaml")))


def _shipped(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _environment(language: Language) -> Environment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters |= {
        "date": language.date,
        "label": language.label,
        "names": language.names,
        "fields": language.fields,
    }
    return environment
