"""The services of an installation."""

from typing import Literal, TypeAlias, get_args

ServiceName: TypeAlias = Literal["agreements", "programs", "notifications"]
SERVICES: tuple[ServiceName, ...] = get_args(ServiceName)
