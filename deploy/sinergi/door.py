"""Where to look at a running stack: the address of the door, and the accounts with which to sign in."""

from rich.table import Table

from deploy.local.servers.issuer_login import choices


def address_line(origin: str) -> str:
    """The address to open in a browser."""
    return f"Buka di peramban / open in a browser: [bold]{origin}/[/]"


def accounts_table() -> Table:
    """The accounts of the demonstration; the local issuer asks for no password."""
    table = Table(title="\nMasuk sebagai / sign in as", title_justify="left")
    # An account is typed or copied, so it must not be shortened on a narrow terminal.
    table.add_column("akun / account", no_wrap=True)
    for heading in ("jabatan / position", "unit / unit"):
        table.add_column(heading)
    for choice in choices():
        unit = choice.office.id if choice.office.id == choice.office.en else f"{choice.office.id} / {choice.office.en}"
        table.add_row(choice.account, f"{choice.role.id} / {choice.role.en}", unit)
    return table
