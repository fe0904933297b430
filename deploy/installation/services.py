"""The services of an installation."""

from typing import Literal, TypeAlias, get_args

ServiceName: TypeAlias = Literal["agreements", "programs", "notifications"]
SERVICES: tuple[ServiceName, ...] = get_args(ServiceName)

DOOR = "front"
"""The browser's door: a process with a schema of its own, and without events, worker or feed."""

NAMES = "names"
"""The vault of participants' names: a schema under a role of its own, which no process uses."""

SCHEMAS = (*SERVICES, DOOR, NAMES)
