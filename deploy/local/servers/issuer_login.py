"""The login page of the local issuer: the accounts of the demonstration as buttons, and a field for any other."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from deploy.demo.purwokerto.cast import (
    DIRECTORATE,
    FACILITY_NAME,
    HEAD,
    OFFICER,
    PARTNER,
    PARTNER_CONTACT,
    REVIEWER,
    agencies,
    contact_of,
)
from deploy.demo.steps.staff import OPERATOR
from shared.values.texts import Text


class Choice(NamedTuple):
    """An account on the page: its office and role."""

    account: str
    office: Text
    role: Text


def choices() -> Iterator[Choice]:
    """The accounts of the demonstration."""
    facility = Text(FACILITY_NAME, FACILITY_NAME)
    yield Choice(OFFICER, facility, Text("Petugas kerja sama", "Cooperation officer"))
    yield Choice(HEAD, facility, Text("Kepala", "Head"))
    yield Choice(REVIEWER, Text("Kanwil Jawa Tengah", "Regional office of Central Java"), Text("Penelaah", "Reviewer"))
    yield Choice(
        DIRECTORATE,
        Text("Ditjenpas", "Directorate General of Corrections"),
        Text("Subdirektorat kerja sama", "Cooperation section"),
    )
    contact = Text("Narahubung mitra", "Contact of the partner")
    yield Choice(PARTNER_CONTACT, Text(PARTNER, PARTNER), contact)
    yield from (Choice(contact_of(name), Text(name, name), contact) for name in agencies())
    yield Choice(OPERATOR, Text("Pengelola sistem", "System operations"), Text("Operator", "Operator"))


def login_page(parameters: Mapping[str, str]) -> str:
    """The page; `parameters` are those of the authorization request, which the form sends again."""
    return _templates().get_template("issuer_login.html.j2").render(choices=list(choices()), parameters=parameters)


@cache
def _templates() -> Environment:
    loader = PackageLoader("deploy.local.servers", ".")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
