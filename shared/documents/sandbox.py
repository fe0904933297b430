"""The environment in which templates run: plain data and a few filters, and nothing else.

A template sees mappings, lists, texts, numbers and yes/no. It reads keys of mappings, items of lists and the numbers of
a loop. It has no attribute of any object, calls nothing, and has no loader, so it includes and imports nothing. The
process around it limits its time and its memory (`limits.py`).
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "first", "join", "last", "length", "lower", "upper", "title", "trim")
TESTS = ("defined", "none", "odd", "even")
OF_A_LOOP = frozenset({"index", "index0", "first", "last", "length"})
"""The parts of a loop that a template may read."""


class SandboxedTemplates(ImmutableSandboxedEnvironment):
    """Compiles and runs templates; a missing name is an error, and leaves no gap in a paper."""

    # Texts that are multiplied or formatted grow without limit.
    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        # `range`, `cycler`, `lipsum`, `namespace` and others.
        self.globals.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a mapping, or a number of the loop. Raises `SecurityError` for an attribute of anything else."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in OF_A_LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return self.undefined(obj=obj, name=attribute)
        raise SecurityError(f'"{attribute}" is no part of the data')

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A key of a mapping or an item of a list. Raises `SecurityError` for anything else."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, list) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else self.undefined(obj=obj, name=str(argument))
        raise SecurityError("only a key or a number selects a part of the data")

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called, no macro either."""
        return False

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse the intercepted operators."""
        raise SecurityError(f'the operator "{operator}" is not permitted')
