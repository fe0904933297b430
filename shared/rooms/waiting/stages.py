"""How a service finds what waits in it: SQL files, one for each stage at which a matter can wait.

SQL may use these parameters:

    :now                                    the business time
    :nation                                 true if the caller reaches the whole nation
    :facilities, :regions, :partners        otherwise what the caller reaches (uuid[], text[], uuid[])

and those that the service adds. Finding more than the caller reaches is allowed: the rest is left out afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.postgres.statements import load_sql
from shared.rooms.waiting.model import ServiceName
from shared.values.waiting import Kind


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
    """What can wait in a service, and how it is found.

    `stages` are joined by UNION ALL under the name `open`; the first one names the columns and gives them their types.
    They can read the SELECTs of `common` by name, and each of those can read the ones before it. `at_desks` is a SELECT
    from `open` that adds the desks; without it the stages name the desks themselves.

    The result has the columns kind, about, desk, unit_name, region, zone, since, due_on, facilities, partners, words.
    `desk` is the key of a desk if one role must act, and the key of a unit if any of its holders can; `region` is the
    one that supervises the desk.
    """

    service: ServiceName
    kinds: Mapping[str, Kind]
    stages: Sequence[Stage]
    common: Sequence[Stage] = ()
    at_desks: Stage = Stage("at_desks", "SELECT * FROM open")
    parameters: Mapping[str, object] = field(default_factory=dict)

    def sql(self) -> str:
        """One SELECT of everything that waits."""
        open_ = Stage("open", "\nUNION ALL\n".join(f"-- {stage.name}\n{stage.sql}" for stage in self.stages))
        named = ",\n".join(f"{stage.name} AS (\n{stage.sql}\n)" for stage in (*self.common, open_))
        return f"WITH {named}\n{self.at_desks.sql}"
