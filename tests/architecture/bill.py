"""Compares the bill of materials with the lock: every package that runs in the image is in it, as it is locked.

`python -m tests.architecture.bill` prints the faults. It makes the bill from this virtual environment, without an
image. Vulnerabilities are not searched.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from sysconfig import get_path
from urllib.parse import unquote

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.image.bill import bill_of
from deploy.image.debian import locked_packages
from deploy.image.wheels import locked, needed, normal

_PINNED = re.compile(r"(?P<name>[\w.-]+)(?:\[.*?\])?==(?P<version>[^\s;\\]+)")
NO_IMAGE = f"sha256:{'0' * 64}"


def faults_of(bill: str) -> Iterator[str]:
    """What a bill lacks, and whether its form is right."""
    for error in JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill, all_errors=True) or ():
        yield f"the bill of materials is no CycloneDX 1.6: {error}"
    named = {unquote(each["purl"].partition("?")[0]) for each in json.loads(bill)["components"]}
    for entry in locked(needed()):
        if (pinned := _PINNED.match(entry)) is None:
            yield f"requirements.lock names no version: {entry.splitlines()[0]}"
        elif (purl := f"pkg:pypi/{normal(pinned['name'])}@{pinned['version']}") not in named:
            yield f"the bill of materials lacks {purl}: is the virtual environment that of the lock? `make setup`"
    for package in locked_packages():
        if not any(purl.startswith(f"pkg:deb/debian/{package.name}@") for purl in named):
            yield f"the bill of materials lacks Debian's {package.name}"


def main() -> None:
    """Print the faults, and fail if there are any."""
    sys.exit("\n".join(faults_of(bill_of(Path(get_path("purelib")), NO_IMAGE))) or None)


if __name__ == "__main__":
    main()
