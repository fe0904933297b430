"""`sinergi positions …`"""

from typing import Annotated

import typer

from deploy.operating.positions import assign_position
from deploy.sinergi.groups.options import group
from deploy.sinergi.installation import operator_settings

app = group("Positions: which account may act in which capacity.")


@app.command()
def assign(
    account: Annotated[str, typer.Argument(help="The subject of the account's tokens.", show_default=False)],
    capability: Annotated[str, typer.Argument(help="head, cooperation_officer, reviewer, operator …")],
    scope_kind: Annotated[str, typer.Argument(help="facility, region, nation or partner.")],
    unit: Annotated[str, typer.Argument(help="The facility's or partner's id, or the region's code.")] = "",
) -> None:
    """Assign a position to an account from today on. The first operator can only be assigned here.

    Example: `sinergi positions assign my-account operator nation`
    """
    typer.echo(assign_position(operator_settings(), account, capability, scope_kind, unit))
