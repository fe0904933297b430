"""The search of a service for waiting cases: SQL files, one for each stage at which a matter can wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.postgres.statements import load_sql
from shared.rooms.waiting.model import ServiceName
from shared.values.waiting import WaitingKind


@dataclass(frozen=True, slots=True)
class Stage:
    """One SELECT, and its name in messages. `things` is a SELECT of the ids of everything that may wait at it."""

    name: str
    sql: str
    things: str = ""


def load_stage(package: str, name: str) -> Stage:
    """The stage in the file `stages/{name}.sql` of a waiting room."""
    return Stage(name, load_sql(package, f"stages/{name}.sql"))


def load_stages(package: str, *names: str) -> tuple[Stage, ...]:
    """Several stages, in this order."""
    return tuple(load_stage(package, name) for name in names)


def load_stages_of(things: str, package: str, *names: str) -> tuple[Stage, ...]:
    """Several stages at which the same things may wait."""
    return tuple(replace(stage, things=things) for stage in load_stages(package, *names))


def things_of(*stages: Stage) -> str:
    """The SELECT of `waiting_things`: the ids of everything that may wait, and of what is on the list."""
    forgotten = [stage.name for stage in stages if not stage.things]
    if forgotten:
        raise ValueError(f"the things that may wait are not named: {', '.join(forgotten)}")
    named = dict.fromkeys(stage.things for stage in stages)
    return "\nUNION ".join((*named, "SELECT about FROM waiting_case"))


AT_DESKS = Stage(
    "at_desks",
    """SELECT about, kind, desk, begins, ends, NULL AS contact, NULL::boolean AS by_letter, zone, since, due_on,
       '{}'::jsonb AS words FROM open""",
)
"""For stages that name the desks themselves."""


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The kinds of cases that can wait in a service, and what a page of them shows.

    `shown` is a SELECT from `page` that adds the columns unit_name, facilities, partners and shown: the words of a
    title. It runs for the rows of one page. `unit_name` is an expression for a unit in `counted`, `has_contact` one for
    the partner `w.contact`, and `own` one for whether the case `w` waits for another account than the caller's.
    """

    service: ServiceName
    kinds: Mapping[str, WaitingKind]
    shown: Stage
    unit_name: Stage = Stage("unit_name", "NULL::text")
    has_contact: Stage = Stage("has_contact", "true")
    own: Stage = Stage("own", "false")


_FOUND = """
WITH near AS (
{near}
), open AS (
{open}
), found AS (
{at_desks}
)
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, coalesce(due_on, since + days), words
FROM found LEFT JOIN (VALUES {days}) AS to_act (kind, days) USING (kind)
"""


def find_by_stages(
    stages: Sequence[Stage],
    *,
    near: str,
    at_desks: Stage = AT_DESKS,
    apart: Sequence[Stage] = (),
    kinds: Mapping[str, WaitingKind],
    values: Mapping[str, object] | None = None,
) -> str:
    """The SELECT of `waiting_found`: the stages, at their desks, for the things in `changed`.

    The first stage names the columns and gives them their types. A case with a last day has a first one, too. Stages
    `apart` have the columns of `at_desks`. The days to act are those of the kinds; `values` replace names in braces.
    """
    days = [f"('{name}', {'NULL::integer' if kind.days is None else kind.days})" for name, kind in kinds.items()]
    sql = _FOUND.format(
        near=near,
        open="\nUNION ALL\n".join(f"-- {stage.name}\n{stage.sql}" for stage in stages),
        at_desks="\nUNION ALL\n".join(stage.sql for stage in (at_desks, *apart)),
        days=", ".join(days),
    )
    for name, value in (values or {}).items():
        sql = sql.replace(f"{{{name}}}", str(value))
    return sql
