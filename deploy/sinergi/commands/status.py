"""`sinergi status`: the processes of the embedded stack."""

import asyncio
import json
import time
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from deploy.local.control import running
from deploy.local.folder import Folder
from deploy.local.probes import page_answers, port_answers
from deploy.local.settings import LocalSettings, local_settings
from deploy.local.state import ProcessState, State
from deploy.sinergi.groups.options import AsJson

app = typer.Typer()
_COLOURS = {"ready": "green", "starting": "yellow", "preparing": "yellow", "waiting": "red", "stopped": "red"}


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show each process of the embedded stack: its state, port and restarts, and whether it answers now."""
    settings = local_settings()
    state = running(settings)
    report = _report(state, settings)
    console = Console()
    if as_json:
        console.out(json.dumps(report), highlight=False)
    elif state is None:
        console.print(f"not running{_leftovers(settings)}; start it with `sinergi up`")
    else:
        console.print(_table(report))


def _leftovers(settings: LocalSettings) -> str:
    left = sum(identity.find() is not None for identity in State.read(Folder(settings.data_dir).state).identities())
    return f"; {left} processes of an earlier run are left, `sinergi down` stops them" if left else ""


def _report(state: State | None, settings: LocalSettings) -> dict[str, Any]:
    processes = state.processes if state is not None else {}
    serving = asyncio.run(_probe_all(processes))
    return {
        "phase": state.phase if state is not None else "stopped",
        "data": str(settings.data_dir),
        "supervisor": state.supervisor.pid if state is not None and state.supervisor is not None else None,
        "processes": {name: _row(process, serving[name]) for name, process in processes.items()},
    }


async def _probe_all(processes: dict[str, ProcessState]) -> dict[str, bool]:
    answers = await asyncio.gather(*(_probe(name, process.port) for name, process in processes.items()))
    return dict(zip(processes, answers, strict=True))


async def _probe(name: str, port: int) -> bool:
    if name.endswith(("-api", "-worker")):
        return await page_answers(port, "/readyz")
    return await port_answers(port)


def _row(process: ProcessState, serves: bool) -> dict[str, Any]:
    return {
        "state": process.condition,
        "serves": serves,
        "pid": process.identity.pid if process.identity is not None else None,
        "port": process.port,
        "restarts": process.restarts,
        "uptime_seconds": round(time.time() - process.identity.started) if process.identity is not None else None,
    }


def _table(report: dict[str, Any]) -> Table:
    table = Table("process", "state", "serves", "pid", "port", "restarts", "uptime", box=None, pad_edge=False)
    for name, row in report["processes"].items():
        uptime = f"{row['uptime_seconds']} s" if row["uptime_seconds"] is not None else ""
        state = f"[{_COLOURS[row['state']]}]{row['state']}[/]"
        serves = "yes" if row["serves"] else "[red]no[/]"
        table.add_row(name, state, serves, str(row["pid"] or ""), str(row["port"]), str(row["restarts"]), uptime)
    return table
