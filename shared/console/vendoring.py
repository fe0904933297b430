"""Writes `assets/` and `assets.lock` from packages of npm: `python -m shared.console.vendoring FOLDER`.

FOLDER holds the archives that `npm pack PACKAGE@VERSION` writes. Run it to take over a new version of a package; an
installation and a running process need neither the archives nor Node.
"""

import hashlib
import re
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
LOCK = HERE / "assets.lock"


class Origin(NamedTuple):
    """A file of a package, the name under which it is served, and what is changed in it."""

    package: str
    version: str
    licence: str
    path: str
    name: str
    change: Callable[[bytes], bytes]

    @property
    def archive(self) -> str:
        """The name that `npm pack` gives the archive."""
        return f"{self.package.lstrip('@').replace('/', '-')}-{self.version}.tgz"


def _same(content: bytes) -> bytes:
    return content


def _style(content: bytes) -> bytes:
    """Without the font, the crest and the pictures of the British government: all of them are licensed to it alone."""
    text = re.sub(r"@font-face\{[^}]*\}", "", content.decode())
    text = text.replace("GDS Transport,arial,sans-serif", "var(--huruf)")
    text = re.sub(r"url\(/assets/[^)]*\)", "none", text)
    return re.sub(r"\s*/\*# sourceMappingURL=.*?\*/\s*$", "\n", text).encode()


ORIGINS = (
    Origin("htmx.org", "2.0.11", "0BSD", "dist/htmx.min.js", "htmx.js", _same),
    Origin("govuk-frontend", "6.3.0", "MIT", "dist/govuk/govuk-frontend.min.css", "govuk.css", _style),
    Origin("@ministryofjustice/frontend", "11.1.0", "MIT", "moj/moj-frontend.min.css", "moj.css", _style),
    Origin(
        "@fontsource-variable/plus-jakarta-sans",
        "5.3.0",
        "OFL-1.1",
        "files/plus-jakarta-sans-latin-wght-normal.woff2",
        "huruf.woff2",
        _same,
    ),
)


def vendor(folder: Path) -> None:
    """Write each file and the lock."""
    locked = {}
    for origin in ORIGINS:
        with tarfile.open(folder / origin.archive) as archive:
            member = archive.extractfile(f"package/{origin.path}")
            if member is None:
                raise FileNotFoundError(origin.path)
            content = origin.change(member.read())
        (HERE / "assets" / origin.name).write_bytes(content)
        locked[origin.name] = {
            "package": origin.package,
            "version": origin.version,
            "licence": origin.licence,
            "path": origin.path,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    LOCK.write_text(yaml.safe_dump(locked, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
