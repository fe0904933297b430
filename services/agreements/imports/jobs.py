"""Job: the rows of imports are checked, accepted and withdrawn while their senders look at the progress."""

from services.agreements.imports.commands.running import GoOnWithImports, go_on_with_imports
from shared.access import Work


async def run_imports(work: Work) -> bool:
    """Take the next rows of each import that waits; returns whether there are more."""
    return await go_on_with_imports(work, GoOnWithImports())
