"""The checkout of a release: its folders, its released version, and the state of git."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from deploy.contracts.publication import as_text, write
from deploy.installation.trouble import Trouble

Version: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Checkout:
    """A checkout with the folders that a release freezes."""

    root: Path = Path(__file__).parents[2]

    @property
    def contracts(self) -> Path:
        """The events."""
        return self.root / "docs" / "contracts"

    @property
    def http(self) -> Path:
        """The OpenAPI documents."""
        return self.root / "docs" / "http"

    @property
    def migrations(self) -> Path:
        """The SQL of the released migrations."""
        return self.root / "docs" / "releases" / "migrations"

    @property
    def released_version(self) -> str | None:
        """The version of the last release, or None before the first one."""
        file = self._released
        return str(json.loads(file.read_text())["version"]) if file.is_file() else None

    def write_version(self, version: str) -> None:
        """Record the version of a release."""
        write(self._released, as_text({"version": version}))

    @property
    def changelog(self) -> str:
        """The text of the changelog."""
        return (self.root / "CHANGELOG.md").read_text()

    def changed_files(self) -> list[str]:
        """The files that git reports as changed, added or unknown. Raises `Trouble`."""
        return self._git("status", "--porcelain").splitlines()

    def has_tag(self, name: str) -> bool:
        """Whether git has a tag. Raises `Trouble`."""
        return bool(self._git("tag", "--list", name))

    @property
    def _released(self) -> Path:
        return self.root / "docs" / "releases" / "released.json"

    def _git(self, *arguments: str) -> str:
        try:
            done = subprocess.run(  # noqa: S603 -- fixed commands, and the name of a tag
                ["git", *arguments],  # noqa: S607
                cwd=self.root,
                capture_output=True,
                text=True,
                check=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise Trouble(f"A release is made in a git checkout, and `git {' '.join(arguments)}` failed") from error
        return done.stdout


def number_of(version: str) -> Version:
    """The numbers of a version such as 0.2.0, to be compared. Raises `Trouble`."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Trouble(f"{version} is not a version: write three numbers, such as 0.2.0")
    return tuple(map(int, version.split(".")))
