"""Programs that run to their end while the stack prepares its data, such as initdb."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from signal import SIGKILL

from deploy.installation.trouble import Trouble
from deploy.local.machine import end_with_parent

_TAIL_LINES = 6


async def run_to_end(
    command: Sequence[str],
    *,
    as_nobody: bool = False,
    stdin: str = "",
    seconds: float = 120,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a program and wait; `environment` is added to that of this process.

    Raises `Trouble` with its last lines when it fails or takes too long.
    """
    # SIGKILL when this process dies: the program works on a draft, which the next start deletes.
    process = await asyncio.create_subprocess_exec(
        *end_with_parent(list(command), SIGKILL, as_nobody=as_nobody),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(stdin.encode()), seconds)
    except TimeoutError as error:
        message = f"{Path(command[0]).name} did not end within {seconds:.0f} s: is the machine overloaded? Start again"
        raise Trouble(message) from error
    finally:
        # Also when the start is cancelled: otherwise the program would write into a draft that is deleted.
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        message = f"{Path(command[0]).name} failed with code {process.returncode}. {last_lines(output)}"
        raise Trouble(message)


def last_lines(output: bytes) -> str:
    """Return the end of a program's output as a sentence."""
    lines = output.decode(errors="replace").strip().splitlines()[-_TAIL_LINES:]
    return "It printed nothing." if not lines else "Its output ends with:\n  " + "\n  ".join(lines)
