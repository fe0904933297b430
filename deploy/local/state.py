"""The state of the stack in one file: ports, processes and progress. The file is always replaced whole."""

import time
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from deploy.local.identity import Identity

Phase = Literal["stopped", "starting", "ready", "stopping", "failed"]
Condition = Literal["stopped", "preparing", "starting", "ready", "waiting"]


class ProcessState(BaseModel):
    """One process: `waiting` is the pause before it is started again."""

    port: int
    condition: Condition = "stopped"
    identity: Identity | None = None
    restarts: int = 0
    since: float = Field(
        default_factory=time.time, description="time at which the condition was reached, in epoch seconds"
    )


class State(BaseModel):
    """The state of the whole stack, written by its supervisor."""

    phase: Phase = "stopped"
    message: str = ""
    trouble: str | None = None
    supervisor: Identity | None = None
    ports: dict[str, int] = {}
    processes: dict[str, ProcessState] = {}

    @classmethod
    def read(cls, file: Path) -> "State":
        """Read the file; a missing or damaged file is an empty state."""
        try:
            return cls.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            return cls()

    def write(self, file: Path) -> None:
        """Replace the file in one step, so that no reader gets half of it."""
        draft = file.with_suffix(".draft")
        draft.write_text(self.model_dump_json(indent=1))
        draft.replace(file)

    def identities(self) -> list[Identity]:
        """The processes that were alive when this was written, without the supervisor."""
        # The supervisor is ended first and separately, because it would start the processes again.
        return [process.identity for process in self.processes.values() if process.identity is not None]
