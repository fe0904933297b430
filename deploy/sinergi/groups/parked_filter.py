"""The filter of `sinergi parked`: the options that choose parked records, written once for all its commands."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Literal

import typer

from shared.events.operating.parked import ParkedFilter

_OPTIONS: dict[str, Any] = {
    "topic": Annotated[str | None, typer.Option(help="Of this topic, by its full name.", show_default=False)],
    "key": Annotated[str | None, typer.Option(help="Of this key.", show_default=False)],
    "parked_for": Annotated[
        Literal["unreadable", "undecodable", "unknown_type", "refused", "behind"] | None,
        typer.Option(help="Parked for this cause.", show_default=False),
    ],
    "type": Annotated[str | None, typer.Option(help="Of this type, with or without prefix.", show_default=False)],
}


def with_filter(command: Callable[..., None]) -> Callable[..., None]:
    """Replace the parameter `wanted` of a command by the options of the filter."""
    # Typer reads options from the signature and the annotations, so both name the options instead of `wanted`.
    parameters: list[Parameter] = []
    for parameter in signature(command, eval_str=True).parameters.values():
        parameters += _options() if parameter.name == "wanted" else [parameter]

    @wraps(command)
    def run(**given: Any) -> None:
        topic, key, parked_for, type_ = (given.pop(name) for name in _OPTIONS)
        command(wanted=ParkedFilter(topic=topic, key=key, reason=parked_for, type=type_), **given)

    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return run


def _options() -> list[Parameter]:
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _OPTIONS.items()
    ]
