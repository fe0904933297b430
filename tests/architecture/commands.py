"""Finds commands of `sinergi` in documents and in the doctor's findings that cannot be given as they are shown."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import click
import typer

from deploy.sinergi.cli import app
from tests.architecture.tree import Tree

PROMPT = r"(?:\.venv/bin/)?sinergi "
IN_A_BLOCK = re.compile(rf"^{PROMPT}([^#\n]+)", re.M)
IN_A_SENTENCE = re.compile(rf"`{PROMPT}([^`]+)`")
PLACEHOLDER = re.compile(r"<(\w+)>")


def wrong(tree: Tree) -> Iterator[str]:
    """A sentence for each command that cannot be given so."""
    pages = [
        (path, (*IN_A_BLOCK.findall(text), *IN_A_SENTENCE.findall(text))) for path, text in tree.with_suffix(".md")
    ]
    findings = [(path, IN_A_SENTENCE.findall(text)) for path, text in tree.with_suffix(".py") if "doctor" in str(path)]
    for path, commands in (*pages, *findings):
        for command in commands:
            fault = fault_of(shlex.split(PLACEHOLDER.sub(r"\1", command)))
            if fault:
                yield f"{path}: sinergi {command.strip()}: {fault}"


def fault_of(arguments: list[str]) -> str | None:
    """The reason why a command cannot be given, or None. `--help` and a group by itself are fine."""
    command: Any = typer.main.get_command(app)
    context = click.Context(command)
    while arguments and hasattr(command, "list_commands"):
        if arguments[0] not in command.list_commands(context):
            return None if arguments[0].startswith("-") else f"there is no command {arguments[0]}"
        command = command.get_command(context, arguments[0])
        arguments = arguments[1:]
    # A sentence may name a command without its arguments: `sinergi events recover`.
    if not arguments or hasattr(command, "list_commands"):
        return None
    known = {"--help", *(option for parameter in command.params for option in parameter.opts)}
    unknown = [argument for argument in arguments if argument.startswith("-") and argument not in known]
    if unknown:
        return f"it has no option {', '.join(unknown)}"
    lacks = (
        []
        if "--help" in arguments
        else [each.opts[0] for each in needed_options(command) if not {*each.opts} & {*arguments}]
    )
    return f"it needs {', '.join(lacks)}" if lacks else None


def needed_options(command: Any) -> list[Any]:
    """The options without which a command is refused."""
    return [each for each in command.params if each.required and each.param_type_name == "option"]
