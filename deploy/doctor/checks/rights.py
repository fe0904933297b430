"""Rights: database roles and Kafka's principals, compared with the declared ones."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from deploy.doctor.check import Check, Finding
from deploy.doctor.declared import TableRight, declared_schema
from deploy.doctor.kafka import plan_of
from deploy.doctor.present import present_schema
from deploy.doctor.words import some_of
from deploy.installation.roles import kinds_of, settings_of_role
from deploy.installation.service import connected
from deploy.installation.services import DOOR, SERVICES
from shared.operations.settings import Settings

_ROLES = """
SELECT rolname, rolconfig,
       concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                 CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                 CASE WHEN rolinherit THEN 'INHERIT' END, CASE WHEN rolreplication THEN 'REPLICATION' END) AS surplus
FROM pg_roles WHERE rolname = ANY($1::text[])
"""
_APPLY = "`sinergi roles apply`"


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """Roles, then tables, then Kafka."""
    for service in (*SERVICES, DOOR):
        async with connected(settings, service) as connection:
            wanted = {settings.role(service, kind): settings_of_role(service, kind) for kind in kinds_of(service)}
            for found in _roles(wanted, await connection.fetch(_ROLES, list(wanted))):
                yield found
            present = (await present_schema(connection, settings, service)).rights
        for found in _tables(service, (await declared_schema(service)).rights, present):
            yield found
    plan = await plan_of(settings)
    lacking = [f"{right.principal} may not {right.operation} {right.name}" for right in plan.missing_rights]
    if lacking or plan.missing_users:
        yield Finding(
            f"Kafka: {some_of([*lacking, *(f'{user} has no password' for user in plan.missing_users)])}",
            "`sinergi topics diff`, then `sinergi topics apply`",
        )
    if plan.surplus_rights:
        surplus = [f"{right.principal} may {right.operation} {right.name}" for right in plan.surplus_rights]
        yield Finding(
            f"Kafka: {some_of(surplus)}, which no file grants",
            "find out who granted it, then `sinergi topics apply` revokes it",
        )


def _roles(wanted: dict[str, dict[str, str]], rows: Sequence[Any]) -> Iterator[Finding]:
    present = {row["rolname"]: row for row in rows}
    for role, values in wanted.items():
        row = present.get(role)
        if row is None:
            yield Finding(f"the role {role} does not exist", _APPLY)
            continue
        if row["surplus"]:
            yield Finding(f"the role {role} has {row['surplus']}", f"{_APPLY} takes it away")
        missing = [f"{name}={value}" for name, value in values.items() if f"{name}={value}" not in row["rolconfig"]]
        if missing:
            yield Finding(f"the role {role} does not have {', '.join(missing)}", f"{_APPLY} sets it")


def _tables(service: str, declared: set[TableRight], present: set[TableRight]) -> Iterator[Finding]:
    # A right on an object that is missing is a matter of the check of drift.
    if missing := sorted(declared - present):
        yield Finding(
            f"{service} lacks {some_of(map(str, missing))}",
            f"as {service}'s owner role, GRANT what is missing; `sinergi migrate` grants what new revisions declare",
        )
    if surplus := sorted(present - declared):
        yield Finding(
            f"{service} has more than the migrations grant: {some_of(map(str, surplus))}",
            f"find out who granted it, then REVOKE it as {service}'s owner role",
        )


CHECK = Check("rights", "database roles, their rights on tables, and the rights of Kafka's principals", find)
