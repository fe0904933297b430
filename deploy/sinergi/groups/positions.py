"""`sinergi positions …`"""

from typing import Annotated

import typer

from deploy.sinergi.groups.options import group

app = group("Positions: which account may act as what.")


@app.callback()
def positions() -> None:
    """Make `appoint` a command of a group, though it is the only one."""


@app.command()
def appoint(
    account: Annotated[str, typer.Argument(help="The subject of the account's tokens.", show_default=False)],
    capability: Annotated[str, typer.Argument(help="officer, head, regional_reviewer, directorate, operator …")],
    scope_kind: Annotated[str, typer.Argument(help="facility, region, nation or partner.")],
    unit: Annotated[str, typer.Argument(help="The facility's or partner's id, or the region's code.")] = "",
) -> None:
    """Give an account a position from today on, above all the first operator's.

    Example: `sinergi positions appoint my-account operator nation`
    """
    from deploy.operating.positions import appoint
    from deploy.sinergi.installation import operator_settings

    typer.echo(appoint(operator_settings(), account, capability, scope_kind, unit))
