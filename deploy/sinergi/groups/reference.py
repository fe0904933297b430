"""`sinergi reference …`"""

from deploy.installation.reference import load_reference
from deploy.sinergi.groups.options import group
from deploy.sinergi.installation import operator_settings

app = group("The reference data: offices, facilities and fields of cooperation.")


@app.command()
def load() -> None:
    """Load the reference data of this version. Loading it again changes nothing."""
    load_reference(operator_settings())
