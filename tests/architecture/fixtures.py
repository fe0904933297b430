"""Fixtures come from pytest: no file imports a `conftest`.

A `conftest` has fixtures and hooks only. What tests and fixtures share belongs in a module with a name for what
it is.
"""

import ast
from collections.abc import Iterator

from tests.architecture.tree import Tree


def imports_of_conftest(tree: Tree) -> Iterator[str]:
    """The files and lines that import a `conftest`."""
    for path, text in tree.with_suffix(".py"):
        for line, name in _imported(text) if "conftest" in text else ():
            if "conftest" in name.split("."):
                yield f"{path}:{line}"


def _imported(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            yield from ((node.lineno, name) for name in names)
