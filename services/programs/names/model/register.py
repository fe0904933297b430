"""The register of a facility: who is known under which register number and which reference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from services.programs.participants.model import Person


@dataclass(slots=True)
class Register:
    """The people whose names a facility has given, by register number; it grows while a file is read."""

    people: dict[UUID, Person]
    _by_key: dict[str, UUID] = field(init=False)

    def __post_init__(self) -> None:
        """Index the register numbers."""
        self._by_key = {person.key: who for who, person in self.people.items()}

    def find(self, key: str) -> UUID | None:
        """The person with this register number, compared by its letters and digits."""
        return self._by_key.get(key)

    def enter(self, who: UUID, person: Person) -> bool:
        """Enter a person. Returns False if the entry is the same already."""
        before = self.people.get(who)
        if before == person:
            return False
        if before is not None:
            self._by_key.pop(before.key, None)
        self.people[who] = person
        self._by_key[person.key] = who
        return True

    def only(self, participants: Iterable[UUID]) -> Mapping[UUID, Person]:
        """The entries of these."""
        return {who: self.people[who] for who in participants}
