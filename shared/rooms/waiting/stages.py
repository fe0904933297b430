"""How a service finds waiting cases: SQL files, one for each stage at which a matter can wait.

SQL may use these parameters:

    :now                                    the business time
    :nation                                 true if the whole nation is counted
    :facilities, :regions, :partners        otherwise the units that are listed or counted (uuid[], text[], uuid[])
    :offices                                the regions whose offices have desks of the caller (text[])

and those that the service adds. Finding more than the caller reaches is allowed: the rest is left out afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.postgres.statements import load_sql
from shared.rooms.waiting.model import ServiceName
from shared.values.waiting import WaitingKind


@dataclass(frozen=True, slots=True)
class Stage:
    """One SELECT, and its name in messages and in `WITH`."""

    name: str
    sql: str


def load_stage(package: str, name: str) -> Stage:
    """The stage in the file `stages/{name}.sql` of a waiting room."""
    return Stage(name, load_sql(package, f"stages/{name}.sql"))


def load_stages(package: str, *names: str) -> tuple[Stage, ...]:
    """Several stages, in this order."""
    return tuple(load_stage(package, name) for name in names)


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The kinds of cases that can wait in a service, and how they are found.

    `stages` are joined by UNION ALL under the name `open`; the first one names the columns and gives them their types.
    They can read the SELECTs of `common` by name, and each of those can read the ones before it. `at_desks` is a SELECT
    from `open` that adds the desks; without it the stages name the desks themselves.

    The result has the columns kind, about, desk, unit_name, region, zone, since, due_on, facilities, partners, words.
    `desk` is the key of a desk if one role must act, and the key of a unit if any of its holders can; `region` is the
    one that supervises the desk.
    """

    service: ServiceName
    kinds: Mapping[str, WaitingKind]
    stages: Sequence[Stage]
    common: Sequence[Stage] = ()
    at_desks: Stage = Stage("at_desks", "SELECT * FROM open")
    parameters: Mapping[str, object] = field(default_factory=dict)

    def sql(self) -> str:
        """One SELECT of everything that waits."""
        open_ = Stage("open", "\nUNION ALL\n".join(f"-- {stage.name}\n{stage.sql}" for stage in self.stages))
        named = ",\n".join(f"{stage.name} AS (\n{stage.sql}\n)" for stage in (*self.common, open_))
        return f"WITH {named}\n{self.at_desks.sql}"


@dataclass(frozen=True, slots=True)
class KeptList:
    """A waiting list that is kept in a table, which `kept.sql` describes.

    `shown` is a SELECT from `page` that adds the columns unit_name, facilities, partners and shown: the words of a
    title. It runs for the rows of one page. `unit_name` is an expression for a unit in `counted`, and `has_contact`
    one for the partner `w.contact`.
    """

    service: ServiceName
    kinds: Mapping[str, WaitingKind]
    shown: Stage
    unit_name: Stage
    has_contact: Stage


_FOUND = """
WITH near AS ({near}), open AS (
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
    at_desks: Stage,
    apart: Sequence[Stage] = (),
    days: Mapping[str, int],
    numbers: Mapping[str, int],
) -> str:
    """The SELECT of `waiting_found`: the stages, at their desks, for the things in `changed`.

    The first stage names the columns. Stages `apart` name their desks themselves. `days` are the days to act by kind,
    and `numbers` replace names in braces.
    """
    sql = _FOUND.format(
        near=near,
        open="\nUNION ALL\n".join(f"-- {stage.name}\n{stage.sql}" for stage in stages),
        at_desks="\nUNION ALL\n".join(stage.sql for stage in (at_desks, *apart)),
        days=", ".join(f"('{kind}', {number})" for kind, number in days.items()),
    )
    for name, number in numbers.items():
        sql = sql.replace(f"{{{name}}}", str(number))
    return sql
