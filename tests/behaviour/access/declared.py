"""The use cases of a route: those that its function names, directly or through the functions that it calls."""

import types
from collections.abc import Callable, Iterator
from typing import Any

from shared.access.use_case import UseCase
from shared.web.description.operations import operations_of
from tests.applications import application_of
from tests.behaviour.client import SERVICES

OWN = ("services.", "shared.rooms.", "shared.web.")
Route = tuple[str, str, str]
"""Service, method and path."""


def routes() -> dict[Route, Callable[..., Any]]:
    """Every route of the interface with its function; routes without a token do not belong to the interface."""
    found: dict[Route, Callable[..., Any]] = {}
    for service in SERVICES:
        app = application_of(service)
        found |= {(service, each.method, each.path): each.endpoint for each in operations_of(app)}
    return found


def use_cases_of(function: Callable[..., Any]) -> set[UseCase[Any, Any]]:
    """The use cases that the function of a route can call."""
    return set(_search(function, set()))


def _search(thing: Any, visited: set[int]) -> Iterator[UseCase[Any, Any]]:
    if id(thing) in visited:
        return
    visited.add(id(thing))
    match thing:
        case UseCase():
            yield thing
        case dict():
            for value in thing.values():
                yield from _search(value, visited)
        case types.FunctionType() if thing.__module__.startswith(OWN):
            for name in _names(thing.__code__):
                for found in _named(thing, name):
                    yield from _search(found, visited)


def _names(code: types.CodeType) -> Iterator[str]:
    """The names in a function, also in those that it contains: a comprehension is one of these."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _names(inner)


def _named(function: types.FunctionType, name: str) -> Iterator[Any]:
    """The objects to which a name in a function can refer: in its module, or in a module that it names."""
    names = function.__globals__
    modules = (names.get(each) for each in _names(function.__code__))
    namespaces = [names, *(vars(module) for module in modules if isinstance(module, types.ModuleType))]
    yield from (namespace[name] for namespace in namespaces if name in namespace)
