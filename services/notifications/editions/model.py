"""An edition: a proposal of changes, its trial, and the one edition that is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter

from services.notifications.book.model import SHIPPED_EDITION, Changes
from shared.values.cooperation import Severity
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text

NAME = r"^[a-z][a-z0-9_]{0,59}$"
"""The name of a rule or of a template."""
LAST_NUMBER = 1_000_000
EditionState = Literal["proposed", "in_force", "replaced", "taken_back", "declined"]
AtLevel = Literal["facility", "region", "nation", "partner"]


class EditionNotFound(NotFound):
    """No edition has this number."""

    title = Text("Edisi tidak ditemukan", "No such edition")
    detail = Text("Tidak ada edisi {number}.", "There is no edition {number}.")


class EditionChangesNothing(Invalid):
    """The proposal is equal to the edition in force."""

    title = Text("Tidak ada yang diubah", "Nothing is changed")
    detail = Text(
        "Usulan ini sama dengan aturan yang berlaku. Ubahlah sekurang-kurangnya satu aturan atau templat.",
        "The proposal is equal to the rules in force. Change at least one rule or template.",
    )


class EditionDecided(Conflict):
    """The edition is no longer a proposal."""

    title = Text("Edisi sudah diputuskan", "Edition already decided")
    detail = Text(
        "Edisi {number} bukan usulan lagi. Untuk mengubah aturan, ajukan edisi baru.",
        "The edition {number} is not a proposal any more. Propose a new edition to change rules.",
    )


class EditionNotTried(Conflict):
    """An edition goes live only after it was tried on the past month."""

    title = Text("Edisi belum dicoba", "Edition not tried")
    detail = Text(
        "Cobalah edisi {number} pada sebulan terakhir terlebih dahulu, lalu berlakukan.",
        "Try the edition {number} on the past month first, then put it in force.",
    )


class EditionTriedAgainstAnother(Conflict):
    """Another edition has come into force since the trial."""

    title = Text("Percobaan sudah usang", "Trial out of date")
    detail = Text(
        "Sejak percobaan, edisi lain telah berlaku. Cobalah edisi {number} sekali lagi.",
        "Another edition has come into force since the trial. Try the edition {number} once more.",
    )


class SecondKeeperNeeded(Denied):
    """Four eyes: the account that proposed an edition does not put it in force."""

    title = Text("Diberlakukan orang kedua", "A second person puts it in force")
    detail = Text(
        "Pengusul tidak memberlakukan edisinya sendiri. Mintalah pengelola aturan yang lain.",
        "The account that proposed the edition does not put it in force. Ask another keeper of the rules.",
    )


class EditionNotInForce(Conflict):
    """Only the edition in force is taken back."""

    title = Text("Edisi tidak sedang berlaku", "Edition not in force")
    detail = Text(
        "Edisi {number} tidak sedang berlaku, sehingga tidak dapat ditarik.",
        "The edition {number} is not in force, so it cannot be taken back.",
    )


class FirstEditionStays(Conflict):
    """The rules as shipped are what remains when all editions are taken back."""

    title = Text("Edisi pertama tetap", "The first edition stays")
    detail = Text(
        "Edisi pertama adalah aturan bawaan rilis dan tidak dapat ditarik. Ajukan edisi baru.",
        "The first edition has the rules as released and cannot be taken back. Propose a new edition.",
    )


@dataclass(frozen=True, slots=True)
class Count:
    """Notices in the month: matters, the notices that show them, and these by the level of their desks."""

    matters: int = 0
    notices: int = 0
    levels: Mapping[AtLevel, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TriedRule:
    """A rule that the edition changes: its notices as it is in force, and as it would have been."""

    rule: str
    before: Count
    after: Count


@dataclass(frozen=True, slots=True)
class Trial:
    """An edition on the last month: `compared_with` is the edition in force, `days` those with events on record."""

    compared_with: int
    days: int
    events: int
    rules: tuple[TriedRule, ...]
    before: Count
    after: Count
    severities_before: Mapping[Severity, int]
    severities_after: Mapping[Severity, int]


_TRIAL: TypeAdapter[Trial | None] = TypeAdapter(Trial | None)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition. The first has no changes: it is the release. `replaces` was in force before it."""

    number: int
    version: int
    state: EditionState
    changes: Changes
    reason: str | None
    proposed_by: str | None
    proposed_at: datetime | None
    trial: Trial | None = None
    tried_by: str | None = None
    tried_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    declined_because: str | None = None
    replaces: int | None = None
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None
    taken_back_because: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Edition":
        """The edition of a row of the table."""
        made: dict[str, Any] = {
            "changes": Changes.stored(row["changes"]),
            "trial": _TRIAL.validate_json(row["trial"] or "null"),
        }
        return cls(**made, **{name: row[name] for name in cls.__slots__ if name not in made})

    def tried(self, trial: Trial, by: str, at: datetime) -> "Edition":
        """The proposal with a trial. Raises `EditionDecided`."""
        self._require_proposed()
        return replace(self, version=self.version + 1, trial=trial, tried_by=by, tried_at=at)

    def put_in_force(self, in_force: int, by: str, at: datetime) -> "Edition":
        """The edition in force in place of another one.

        Raises `EditionDecided`, `SecondKeeperNeeded`, `EditionNotTried`, `EditionTriedAgainstAnother`.
        """
        self._require_proposed()
        if by == self.proposed_by:
            raise SecondKeeperNeeded
        if self.trial is None:
            raise EditionNotTried(number=self.number)
        if self.trial.compared_with != in_force:
            raise EditionTriedAgainstAnother(number=self.number)
        return replace(
            self, version=self.version + 1, state="in_force", decided_by=by, decided_at=at, replaces=in_force
        )

    def decline(self, because: str, by: str, at: datetime) -> "Edition":
        """The proposal declined, also by its own account. Raises `EditionDecided`."""
        self._require_proposed()
        return replace(
            self,
            version=self.version + 1,
            state="declined",
            decided_by=by,
            decided_at=at,
            declined_because=because,
        )

    def take_back(self, because: str, by: str, at: datetime) -> "Edition":
        """The edition taken back. Raises `FirstEditionStays`, `EditionNotInForce`."""
        if self.number == SHIPPED_EDITION:
            raise FirstEditionStays
        if self.state != "in_force":
            raise EditionNotInForce(number=self.number)
        return replace(
            self,
            version=self.version + 1,
            state="taken_back",
            taken_back_by=by,
            taken_back_at=at,
            taken_back_because=because,
        )

    def replaced(self) -> "Edition":
        """The edition after another one has come into force."""
        return replace(self, version=self.version + 1, state="replaced")

    def back_in_force(self) -> "Edition":
        """The edition in force again, because the one after it was taken back."""
        return replace(self, version=self.version + 1, state="in_force")

    def _require_proposed(self) -> None:
        if self.state != "proposed":
            raise EditionDecided(number=self.number)
