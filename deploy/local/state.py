"""What the stack remembers and shows: ports, processes and how far it has come, in one file that is replaced whole."""

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
    since: float = Field(default_factory=time.time, description="when the condition was reached, in epoch seconds")


class State(BaseModel):
    """The whole stack, as its supervisor last wrote it."""

    phase: Phase = "stopped"
    message: str = ""
    trouble: str | None = None
    supervisor: Identity | None = None
    ports: dict[str, int] = {}
    processes: dict[str, ProcessState] = {}

    @classmethod
    def read(cls, file: Path) -> "State":
        """Read the file; one that is missing or damaged counts as no memory at all."""
        try:
            return cls.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            return cls()

    def write(self, file: Path) -> None:
        """Replace the file in one step, so that no reader sees half of it."""
        draft = file.with_suffix(".draft")
        draft.write_text(self.model_dump_json(indent=1))
        draft.replace(file)

    def identities(self) -> list[Identity]:
        """List the processes that were alive when this was written, without the supervisor."""
        # Without it, for it is ended apart and first: alive, it would start again what is ended here.
        return [process.identity for process in self.processes.values() if process.identity is not None]
