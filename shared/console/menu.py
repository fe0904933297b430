"""The menu and the words of addresses, from `menu.yaml`."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from shared.values.capabilities import Capability
from shared.values.shipped import load_yaml


class Entry(BaseModel):
    """One entry: its word, its address, and the capabilities that see it; none means every account.

    `includes` are the addresses of further pages that belong to it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    address: str
    includes: tuple[str, ...] = ()
    capabilities: frozenset[Capability] = frozenset()

    def has(self, path: str) -> bool:
        """Whether the page at a path belongs to this entry; the start page stands alone."""
        if self.address == "/":
            return path == "/"
        return any(path == own or path.startswith(f"{own}/") for own in (self.address, *self.includes))


class Menu(BaseModel):
    """All entries, and the Indonesian word of each thing in addresses, by its English name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: tuple[Entry, ...]
    addresses: Mapping[str, str]

    def visible_to(self, capabilities: Collection[Capability]) -> list[Entry]:
        """The entries that an account with these capabilities sees."""
        return [entry for entry in self.entries if not entry.capabilities or entry.capabilities & set(capabilities)]


@cache
def menu() -> Menu:
    """The shipped menu."""
    return Menu.model_validate(load_yaml(files(__package__).joinpath("menu.yaml")))
