"""The actor of a unit of work, and the units that its grants cover."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from shared.values.capabilities import Capability, Grant, Scope
from shared.values.labels import label_list
from shared.values.refusals import Denied
from shared.values.texts import Text


class NotPermitted(Denied):
    """No position of the account gives a capability that the use case requires."""

    title = Text("Tidak berwenang", "Not permitted")
    detail = Text(
        "Akun ini tidak memegang jabatan yang boleh melakukannya. Diperlukan salah satu dari: {needed}.",
        "This account holds no position that may do this. One of these is needed: {needed}.",
    )


class OutOfScope(Denied):
    """The account has the capability, but not for this facility, region or partner."""

    title = Text("Di luar lingkup kewenangan", "Out of scope")
    detail = Text(
        "Jabatan akun ini tidak mencakup UPT, wilayah, atau mitra yang bersangkutan.",
        "The positions of this account do not cover the facility, region or partner concerned.",
    )


class Reach(NamedTuple):
    """The units that an actor's grants cover, as parameters of list queries, in this order."""

    nation: bool
    facilities: list[UUID]
    regions: list[str]
    partners: list[UUID]


@dataclass(slots=True)
class Actor:
    """An account with its grants, one of Sinergi's own processes, an operator at the command line, or a visitor.

    A visitor has no account: it may do only what is open to whoever holds a secret. The access check sets `checked`,
    and `used`: the grant that permitted what is done, none for the system.
    """

    account: str
    grants: tuple[Grant, ...] = ()
    system: bool = False
    manual: bool = False
    visitor: bool = False
    checked: bool = field(default=False, compare=False)
    used: Grant | None = field(default=None, compare=False)

    @classmethod
    def of_system(cls, name: str) -> "Actor":
        """The actor of reactions and jobs: it passes every check, and is named after its process."""
        return cls(f"system:{name}", system=True)

    @classmethod
    def at_command_line(cls, user: str) -> "Actor":
        """The operator at the command line: it passes every check, and its changes go into the audit trail."""
        return cls(f"command:{user}", system=True, manual=True)

    @classmethod
    def of_visitor(cls) -> "Actor":
        """The actor of a request without an account. The use case that it is open to names it for the audit trail."""
        return cls("visitor", visitor=True)

    def require_capability(self, allowed: Collection[Capability]) -> None:
        """Raise `NotPermitted` unless a grant for any unit has one of the `allowed` capabilities."""
        if not self.system and not any(grant.capability in allowed for grant in self.grants):
            raise NotPermitted(needed=label_list("capability", sorted(allowed)))

    def permit(self, allowed: Sequence[Capability], scope: Scope | None) -> Grant | None:
        """Return the grant that covers `scope` (None for the system). Raises `NotPermitted` or `OutOfScope`.

        If several grants do, it is the one whose capability comes first in `allowed`.
        """
        self.require_capability(allowed)
        self.checked = True
        if self.system:
            return None
        # The audit trail records this grant. An account may be the officer of a facility and the contact of a partner;
        # the use case states, by its order, as which of them the account acts.
        covering = [grant for grant in self.grants if scope is None or grant.covers(scope)]
        for capability in allowed:
            for grant in covering:
                if grant.capability == capability:
                    self.used = grant
                    return grant
        raise OutOfScope

    def may(self, allowed: Collection[Capability], scope: Scope | None) -> bool:
        """Whether a grant with one of the `allowed` capabilities covers `scope`; nothing is marked as checked."""
        able = (grant for grant in self.grants if grant.capability in allowed)
        return self.system or any(scope is None or grant.covers(scope) for grant in able)

    def reach(self, allowed: Collection[Capability]) -> Reach:
        """The units covered by the grants that have one of the `allowed` capabilities."""
        able = [grant for grant in self.grants if grant.capability in allowed]
        return Reach(
            nation=self.system or any(grant.scope_kind == "nation" for grant in able),
            facilities=[UUID(grant.unit) for grant in able if grant.scope_kind == "facility"],
            regions=[grant.unit for grant in able if grant.scope_kind == "region"],
            partners=sorted(frozenset[UUID]().union(*(grant.partners for grant in able))),
        )
