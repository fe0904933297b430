"""The actor of a unit of work, and what its grants reach."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from shared.values.capabilities import Capability, Grant, Scope
from shared.values.labels import label_list
from shared.values.refusals import Denied
from shared.values.texts import Text


class NotPermitted(Denied):
    """No position of the account gives any of the capabilities that the use case asks for."""

    title = Text("Tidak berwenang", "Not permitted")
    detail = Text(
        "Akun ini tidak memegang jabatan yang boleh melakukannya. Diperlukan salah satu dari: {needed}.",
        "This account holds no position that may do this. One of these is needed: {needed}.",
    )


class OutOfScope(Denied):
    """The capability is there, but not for this facility, region or partner."""

    title = Text("Di luar lingkup kewenangan", "Out of scope")
    detail = Text(
        "Jabatan akun ini tidak mencakup UPT, wilayah, atau mitra yang bersangkutan.",
        "The positions of this account do not cover the facility, region or partner concerned.",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """What an actor's grants reach, as a list query wants it: everything, or these units."""

    nation: bool
    facilities: list[UUID]
    regions: list[str]
    partners: list[UUID]


@dataclass(slots=True)
class Actor:
    """An account with its grants, or one of Sinergi's own processes, or somebody at the command line.

    `checked` is set by the access check.
    """

    account: str
    grants: tuple[Grant, ...] = ()
    system: bool = False
    by_hand: bool = False
    checked: bool = field(default=False, compare=False)

    @classmethod
    def of_system(cls, name: str) -> "Actor":
        """The actor of reactions and jobs: it may do what any position may, and is named as a process."""
        return cls(f"system:{name}", system=True)

    @classmethod
    def at_command_line(cls, who: str) -> "Actor":
        """Whoever may run commands on the machine: it may do what the system may, but as a person's deed."""
        return cls(f"command:{who}", system=True, by_hand=True)

    def require_capability(self, allowed: Collection[Capability]) -> None:
        """Raise `NotPermitted` unless some grant, wherever it holds, has one of the `allowed` capabilities."""
        if not self.system and not any(grant.capability in allowed for grant in self.grants):
            raise NotPermitted(needed=label_list("capability", sorted(allowed)))

    def permit(self, allowed: Collection[Capability], scope: Scope | None) -> Grant | None:
        """Return the grant that permits it in `scope` (none for the system). Raises `NotPermitted` or `OutOfScope`."""
        self.require_capability(allowed)
        self.checked = True
        if self.system:
            return None
        for grant in self.grants:
            if grant.capability in allowed and (scope is None or grant.covers(scope)):
                return grant
        raise OutOfScope

    def reach(self, allowed: Collection[Capability]) -> Reach:
        """Everything that the grants with one of the `allowed` capabilities reach, for lists."""
        able = [grant for grant in self.grants if grant.capability in allowed]
        units = {kind: [grant.unit for grant in able if grant.scope_kind == kind] for kind in ("facility", "partner")}
        return Reach(
            nation=self.system or any(grant.scope_kind == "nation" for grant in able),
            facilities=[UUID(unit) for unit in units["facility"]],
            regions=[grant.unit for grant in able if grant.scope_kind == "region"],
            partners=[UUID(unit) for unit in units["partner"]],
        )
