"""The refusals that a route can end in, found by reading the code it can reach, so that no list is kept by hand.

Starting at the route's function, every name that a reached function uses is looked up: among the names of its module,
and as a method of each class that was mentioned. This finds slightly too much, because two classes may have methods of
the same name. That it finds enough is tested: the behaviour tests compare every answer with the result.
"""

import dataclasses
import types
from collections.abc import Callable, Iterable
from typing import Any, get_args

from shared.values.refusals import Refusal

OWN_MODULES = ("services.", "shared.")
_IMPLICIT_METHODS = ("__init__", "__post_init__", "__call__")
"""Methods that run without being named."""
_WRAPPED = ("__wrapped__", "__func__", "fget", "func")
"""Attributes in which caches, class methods and properties keep their function."""
_COLLECTIONS = (tuple, list, set, frozenset)


def refusals_of(*roots: Callable[..., Any]) -> set[type[Refusal]]:
    """Every refusal with a text of its own that `roots` can reach."""
    return _Search(roots).refusals


def _is_own(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "")).startswith(OWN_MODULES)


def _parts_of(thing: Any) -> list[Any]:
    if dataclasses.is_dataclass(thing):
        return [getattr(thing, field.name) for field in dataclasses.fields(thing)]
    return list(getattr(thing, "__dict__", {}).values())


class _Search:
    """Looks up names in reached classes and modules until it finds nothing new."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self.refusals: set[type[Refusal]] = set()
        self._visited: dict[int, Any] = {}
        self._mentioned: set[type | types.ModuleType] = set()
        self._names: set[str] = set(_IMPLICIT_METHODS)
        known = -1
        for root in roots:
            self._visit(root)
        while known != len(self._visited) + len(self._names):
            known = len(self._visited) + len(self._names)
            self._look_up()

    def _look_up(self) -> None:
        for namespace in list(self._mentioned):
            for name in self._names & vars(namespace).keys():
                self._visit(vars(namespace)[name])

    def _visit(self, thing: Any) -> None:
        if id(thing) in self._visited:
            return
        # The object is kept: the id of a deleted one may be given to another, which would then count as visited.
        self._visited[id(thing)] = thing
        match thing:
            case types.FunctionType():
                self._visit_function(thing)
            case type():
                self._visit_class(thing)
            case types.ModuleType():
                if thing.__name__.startswith(OWN_MODULES):
                    self._mentioned.add(thing)
            case _:
                self._visit_data(thing)

    def _visit_function(self, function: types.FunctionType) -> None:
        if not _is_own(function):
            return
        self._visit_code(function.__code__, function.__globals__)
        for cell in function.__closure__ or ():
            self._visit(cell.cell_contents)
        for annotation in function.__annotations__.values():
            self._visit(annotation)
        self._visit(getattr(function, "__wrapped__", None))

    def _visit_code(self, code: types.CodeType, names: dict[str, Any]) -> None:
        for name in code.co_names:
            self._names.add(name)
            if name in names:
                self._visit(names[name])
        # Nested functions, lambdas and comprehensions have no name: they are constants of the surrounding code.
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self._visit_code(constant, names)

    def _visit_class(self, class_: type) -> None:
        if issubclass(class_, Refusal):
            if "title" in vars(class_):
                self.refusals.add(class_)
        elif _is_own(class_):
            self._mentioned.update(base for base in class_.__mro__ if _is_own(base))

    def _visit_data(self, thing: Any) -> None:
        """Visit tables of functions, transitions as data, and the parts of an annotation."""
        if isinstance(thing, dict):
            parts: Iterable[Any] = thing.values()
        elif isinstance(thing, _COLLECTIONS):
            parts = thing
        elif _is_own(type(thing)):
            self._visit(type(thing))
            parts = _parts_of(thing)
        else:
            parts = (*get_args(thing), *(getattr(thing, name, None) for name in _WRAPPED))
        for part in parts:
            self._visit(part)
