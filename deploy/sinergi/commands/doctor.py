"""`sinergi doctor`: examine an installation and name each fault with its fix."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from deploy.doctor.examination import CHECKS, Examined, checks_named, examine
from deploy.installation.service import run
from deploy.sinergi.groups.options import AsJson
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json, print_rows

app = typer.Typer()


@app.command()
def doctor(
    checks: Annotated[
        list[str] | None, typer.Argument(help="Checks, such as `lag`; without them, all.", show_default=False)
    ] = None,
    timeout_seconds: Annotated[float, typer.Option(min=0.1, help="Time limit of each check.")] = 15.0,
    as_json: AsJson = False,
) -> None:
    """Examine settings, servers, rights, versions and more, and name each fault with its fix. Changes nothing.

    Exits with 1 when something is wrong or could not be examined. Example: `sinergi doctor lag parked`
    """
    chosen = checks_named(checks or ())
    examined = run(examine(operator_settings(), chosen, timeout_seconds))
    healthy = all(each.healthy for each in examined)
    if as_json:
        print_json({"healthy": healthy, "checks": [asdict(each) | {"healthy": each.healthy} for each in examined]})
    else:
        print_rows(_rows(examined), if_none=f"{len(examined)} of {len(CHECKS)} checks: nothing is wrong")
    sys.exit(0 if healthy else 1)


def _rows(examined: Sequence[Examined]) -> list[dict[str, str]]:
    rows = []
    for each in examined:
        rows += [{"check": each.check, "finding": found.what, "fix": found.fix} for found in each.findings]
        if each.not_examined:
            fix = "repair what the other findings name, then run the doctor again"
            rows.append({"check": each.check, "finding": f"not examined: {each.not_examined}", "fix": fix})
    return rows
