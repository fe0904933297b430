"""Templates of screens: of a page beside its module, and of other rooms by their folder."""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from shared.console.asset_files import address_of
from shared.console.words import words
from shared.console.writing import (
    written_date,
    written_moment,
    written_month,
    written_number,
    written_weekday,
)
from shared.values.labels import label
from shared.values.languages import Tongue
from shared.values.terms import Zone
from shared.values.texts import Text


@cache
def environment(folder: str) -> Environment:
    """The templates of a package of pages, such as `services.agreements.review.pages`."""
    service = service_of(folder)
    packages = [PackageLoader(folder, "."), PackageLoader(service, "."), PackageLoader("shared.console", ".")]
    extensions: list[str | type[Extension]] = ["jinja2.ext.do"]
    made = Environment(
        loader=ChoiceLoader(packages),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
        auto_reload=False,
    )
    made.filters["sentence"] = _as_sentence
    made.globals |= {"govuk": govuk, "asset": address_of}
    return made


def service_of(folder: str) -> str:
    """The package of a service with rooms; outside of services, the package itself."""
    parts = folder.split(".")
    return ".".join(parts[:2]) if parts[0] == "services" else folder


def written_by(folder: str, tongue: Tongue) -> dict[str, Callable[..., Any]]:
    """The functions by which templates write words, names of codes, texts, days and numbers in one language."""
    known = words(service_of(folder))

    def word(name: str, /, **values: object) -> str:
        return known[name].fill(**values).in_language(tongue)

    def has_word(name: str) -> bool:
        return name in known

    def named(list_name: str, code: str, name: str | None = None) -> str:
        return label(list_name, code, name).in_language(tongue)

    def say(text: Text) -> str:
        return text.in_language(tongue)

    def moment(value: Any, zone: Zone) -> str:
        return written_moment(value, zone, tongue)

    return {
        "word": word,
        "has_word": has_word,
        "label": named,
        "text": say,
        "moment": moment,
        "day": lambda value: written_date(value, tongue),
        "weekday": lambda value: written_weekday(value, tongue),
        "month_name": lambda value: written_month(value, tongue),
        "number": lambda value: written_number(value, tongue),
    }


def govuk(component: str, params: dict[str, Any]) -> Markup:
    """A component of GOV.UK Frontend, such as `error-summary`, with the parameters that its documentation lists."""
    return Markup(_component(component)(_given(params)))  # noqa: S704 -- the macro escapes its parameters


@cache
def _component(name: str) -> Any:
    module = _govuk().get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    return getattr(module, "govuk" + name.title().replace("-", ""))


def _as_sentence(words: str) -> str:
    """The words with a capital at their beginning; those of an abbreviation such as UPT stay."""
    return words[:1].upper() + words[1:]


def _given(params: dict[str, Any]) -> dict[str, Any]:
    # The macros write a parameter that is None as "None".
    return {name: value for name, value in params.items() if value is not None}


@cache
def _govuk() -> Environment:
    # Not strict: the macros read parameters that were not given.
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
