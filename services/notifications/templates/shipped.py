"""The templates as shipped, compiled and rendered strictly: a missing name is an error, and leaves no gap in a notice.

The texts are plain, so nothing is escaped. Templates are data, so they run in a sandbox.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.notifications.templates.model import Language, Rendered, ShippedTemplates, Template
from shared.values.shipped import load_yaml
from shared.values.texts import Text


class _CompiledText:
    """One text, compiled in both languages."""

    def __init__(self, text: Text, indonesian: Environment, english: Environment) -> None:
        self._indonesian = indonesian.from_string(text.id)
        self._english = english.from_string(text.en)

    def render(self, values: Mapping[str, Any]) -> Text:
        return Text(self._indonesian.render(values), self._english.render(values))


class Templates:
    """Every template, compiled."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        environments = environment_in(Language("id")), environment_in(Language("en"))
        self._compiled = {
            name: (_CompiledText(template.subject, *environments), _CompiledText(template.body, *environments))
            for name, template in templates.items()
        }

    def with_changes(self, changed: Mapping[str, Template]) -> "Templates":
        """These templates with some of them replaced, which alone are compiled."""
        if not changed:
            return self
        replaced = Templates(changed)
        replaced._compiled = {**self._compiled, **replaced._compiled}
        return replaced

    @property
    def names(self) -> frozenset[str]:
        """The names of the templates."""
        return frozenset(self._compiled)

    def render(self, name: str, **values: Any) -> Rendered:
        """The texts of a notice. Raises `jinja2.UndefinedError` for a value that the template needs and lacks."""
        subject, body = self._compiled[name]
        return Rendered(subject.render(values), body.render(values))


@cache
def _shipped() -> ShippedTemplates:
    return ShippedTemplates.model_validate(load_yaml(files(__package__).joinpath("templates.yaml")))


def shipped_texts() -> dict[str, Template]:
    """Return the shipped templates of notices as they are written, read once."""
    return _shipped().templates


def letter_texts() -> dict[str, Template]:
    """Return the shipped templates of letters as they are written, read once."""
    return _shipped().letters


@cache
def shipped_templates() -> Templates:
    """Return the shipped templates of notices and letters, compiled once."""
    return Templates(shipped_texts() | letter_texts())


@cache
def environment_in(language: Language) -> Environment:
    """The sandbox in which the templates of a language are compiled, with the filters of that language."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters |= {
        "date": language.date,
        "month": language.month,
        "label": language.label,
        "reported_day": language.reported_day,
        "names": language.names,
        "labels": language.labels,
        "parties": language.parties,
        "period": language.period,
        "fields": language.fields,
        "weeks": language.weeks,
    }
    return environment
