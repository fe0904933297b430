"""Which refusals a route can end in, found by reading what its code can reach, so that nobody keeps a list by hand.

From the route's function on, every name that some reached function uses is looked up: among its module's names, and as
a method of each class that has been mentioned. That finds a little too much (two classes may share a method's name) and
nothing too little that the tests of behaviour have seen: they compare every answer with what is found here.
"""

import dataclasses
import types
from collections.abc import Callable, Iterable
from typing import Any, get_args

from shared.values.refusals import Refusal

OWN = ("services.", "shared.")
_UNNAMED = ("__init__", "__post_init__", "__call__")
"""Methods that run without being named."""
_WRAPPED = ("__wrapped__", "__func__", "fget", "func")
"""Where caches, class methods and properties keep their function."""
_HOLDERS = (tuple, list, set, frozenset)


def refusals_of(*roots: Callable[..., Any]) -> set[type[Refusal]]:
    """Every refusal with a text of its own that `roots` can reach."""
    return _Search(roots).refusals


def _own(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "")).startswith(OWN)


def _parts_of(thing: Any) -> list[Any]:
    if dataclasses.is_dataclass(thing):
        return [getattr(thing, field.name) for field in dataclasses.fields(thing)]
    return list(getattr(thing, "__dict__", {}).values())


class _Search:
    """Goes on from what has been found until nothing new turns up."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self.refusals: set[type[Refusal]] = set()
        self._seen: dict[int, Any] = {}
        self._mentioned: set[type | types.ModuleType] = set()
        self._names: set[str] = set(_UNNAMED)
        known = -1
        for root in roots:
            self._visit(root)
        while known != len(self._seen) + len(self._names):
            known = len(self._seen) + len(self._names)
            self._look_up()

    def _look_up(self) -> None:
        for home in list(self._mentioned):
            for name in self._names & vars(home).keys():
                self._visit(vars(home)[name])

    def _visit(self, thing: Any) -> None:
        if id(thing) in self._seen:
            return
        # Held on to: the id of a thing that is gone may be given to another, which would then count as visited.
        self._seen[id(thing)] = thing
        match thing:
            case types.FunctionType():
                self._visit_function(thing)
            case type():
                self._visit_class(thing)
            case types.ModuleType():
                if thing.__name__.startswith(OWN):
                    self._mentioned.add(thing)
            case _:
                self._visit_data(thing)

    def _visit_function(self, function: types.FunctionType) -> None:
        if not _own(function):
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
        # Nested functions, lambdas and comprehensions: no name leads to them, they are constants of the code around.
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self._visit_code(constant, names)

    def _visit_class(self, class_: type) -> None:
        if issubclass(class_, Refusal):
            if "title" in vars(class_):
                self.refusals.add(class_)
        elif _own(class_):
            self._mentioned.update(base for base in class_.__mro__ if _own(base))

    def _visit_data(self, thing: Any) -> None:
        """Tables of functions, transitions as data, and the parts of an annotation."""
        if isinstance(thing, dict):
            held: Iterable[Any] = thing.values()
        elif isinstance(thing, _HOLDERS):
            held = thing
        elif _own(type(thing)):
            self._visit(type(thing))
            held = _parts_of(thing)
        else:
            held = (*get_args(thing), *(getattr(thing, name, None) for name in _WRAPPED))
        for part in held:
            self._visit(part)
