"""`sinergi roles …`"""

from deploy.installation import roles
from deploy.installation.errors import errors_as_trouble
from deploy.sinergi.groups.options import group
from deploy.sinergi.installation import operator_settings

app = group("The database roles of the services.")


@app.command()
def apply() -> None:
    """Create the database, the schemas and the roles, and set their rights and passwords."""
    with errors_as_trouble():
        roles.apply_roles(operator_settings())
