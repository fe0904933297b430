"""The codes of coded values: every Literal, StrEnum and label list of the field, as the code defines them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.values.labels import labels

ROOT = Path(__file__).parents[3]
DEFINED_IN = (
    "shared/values/**/*.py",
    "shared/contracts/**/*.py",
    "services/*/*/model.py",
    "services/*/*/model/**/*.py",
)
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")

INDONESIAN_TOO = frozenset(
    {
        "bapas",
        "id",
        "internal",
        "kilogram",
        "lapas",
        "lpka",
        "media",
        "nihil",
        "operator",
        "program",
        "proposal",
        "rutan",
    }
)
"""Codes that are also words of an Indonesian sentence."""


@cache
def codes() -> frozenset[str]:
    """Every code that must not be part of a sentence."""
    defined = {code for pattern in DEFINED_IN for path in ROOT.glob(pattern) for code in codes_in(path.read_text())}
    labelled = {code for named in labels().values() for code in named}
    return frozenset((defined | labelled) - INDONESIAN_TOO)


def codes_in(source: str) -> Iterator[str]:
    """The values in lower snake case of every Literal and StrEnum of a module."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
                yield from _snake_case(values)
            case ast.ClassDef(bases=[ast.Name(id="StrEnum")], body=members):
                for member in members:
                    if isinstance(member, ast.Assign):
                        yield from _snake_case(member.value)


def _snake_case(node: ast.AST) -> Iterator[str]:
    for constant in ast.walk(node):
        if isinstance(constant, ast.Constant) and SNAKE_CASE.fullmatch(str(constant.value)):
            yield str(constant.value)
