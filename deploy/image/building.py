"""Builds the image: three layers, from what changes rarely to what changes with every commit."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from deploy.image.bill import bill_of
from deploy.image.debian import fetch, locked_packages, unpack
from deploy.image.layers import SINERGI, TIME, pack
from deploy.image.layout import write_layout
from deploy.image.wheels import install_packages, install_project
from deploy.installation.trouble import Trouble
from shared.operations.version import VERSION

SITE = "usr/local/lib/python3.11/dist-packages"
_COMMAND = """\
#!/usr/bin/python3.11
import sys

from deploy.sinergi.cli import main

sys.exit(main())
"""
CONFIG: Mapping[str, Any] = {
    "User": f"{SINERGI}:{SINERGI}",
    "Entrypoint": ["/usr/local/bin/sinergi"],
    "Cmd": ["--help"],
    "Env": [
        "HOME=/tmp",
        "LANG=C.UTF-8",
        "PATH=/usr/local/bin:/usr/bin",
        "PYTHONDONTWRITEBYTECODE=1",
        "PYTHONUNBUFFERED=1",
        "SINERGI_HTTP_HOST=0.0.0.0",
    ],
    "WorkingDir": "/var/lib/sinergi",
    "ExposedPorts": {"8080/tcp": {}},
    "StopSignal": "SIGTERM",
    "Labels": {"org.opencontainers.image.title": "sinergi", "org.opencontainers.image.version": VERSION},
}


class Image(NamedTuple):
    """A built image."""

    layout: Path
    bill: Path
    """What is in it, as CycloneDX."""
    digest: str
    megabytes: int
    """Compressed, as a registry keeps it."""


def build(folder: Path) -> Image:
    """Build the image below `folder`, which is replaced. Raises `Trouble`."""
    folder = folder.absolute()
    shutil.rmtree(folder, ignore_errors=True)
    system, packages, project, scratch = (folder / name for name in ("system", "packages", "project", "scratch"))
    scratch.mkdir(parents=True)
    _fill_system(system, scratch)
    (packages / SITE).mkdir(parents=True)
    install_packages(packages / SITE, scratch)
    (project / SITE).mkdir(parents=True)
    install_project(project / SITE, scratch)
    command = project / "usr/local/bin/sinergi"
    command.parent.mkdir(parents=True)
    command.write_text(_COMMAND)
    command.chmod(0o755)
    for root, below in ((system, "usr/lib/python3.11"), (packages, SITE), (project, SITE)):
        _compile(system, root, below)
    home = frozenset({"var/lib/sinergi", "var/lib/sinergi/files"})
    layers = [pack(system, {"tmp": 0o1777}, owned=home), pack(packages), pack(project)]
    layout = folder / "sinergi"
    created = datetime.fromtimestamp(TIME, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = write_layout(layout, layers, CONFIG, created, VERSION)
    bill = folder / "sinergi.cdx.json"
    bill.write_text(bill_of(packages / SITE, digest))
    return Image(layout, bill, digest, sum(len(layer.content) for layer in layers) // 1_000_000)


def _fill_system(root: Path, scratch: Path) -> None:
    root.mkdir()
    unpack(fetch(locked_packages(), scratch), root)
    for folder in ("etc/ssl/certs", "tmp", "proc", "sys", "dev", "run/secrets/sinergi", "var/lib/sinergi/files"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    # What the scripts of these packages would do when they are installed.
    (root / "usr/bin/python3").symlink_to("python3.11")
    authorities = sorted((root / "usr/share/ca-certificates/mozilla").glob("*.crt"))
    bundle = "".join(each.read_text().rstrip() + "\n" for each in authorities)
    (root / "etc/ssl/certs/ca-certificates.crt").write_text(bundle)
    (root / "usr/lib/ssl").mkdir(parents=True, exist_ok=True)
    for name, target in (("certs", "/etc/ssl/certs"), ("cert.pem", "/etc/ssl/certs/ca-certificates.crt")):
        link = root / "usr/lib/ssl" / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    (root / "etc/passwd").write_text(
        f"root:x:0:0:root:/:/nonexistent\nsinergi:x:{SINERGI}:{SINERGI}:sinergi:/tmp:/nonexistent\n"
    )
    (root / "etc/group").write_text(f"root:x:0:\nsinergi:x:{SINERGI}:\n")


def _compile(system: Path, root: Path, below: str) -> None:
    """Compile to bytecode by the image's own Python, so that the builder's version does not matter.

    The bytecode is never compared with the source: the root is read-only.
    """
    libraries = system / "usr/lib/x86_64-linux-gnu"
    loader = next(libraries.glob("ld-linux-*.so.*"))
    python = [str(loader), "--library-path", str(libraries), str(system / "usr/bin/python3.11")]
    options = ["-q", "-f", "-j", "1", "--invalidation-mode", "unchecked-hash", "-s", str(root), "-p", "/"]
    done = subprocess.run(  # noqa: S603
        [*python, "-S", "-m", "compileall", *options, str(root / below)],
        env={
            "PYTHONHOME": str(system / "usr"),
            "PYTHONHASHSEED": "0",
            # Otherwise it would write its own modules in another form, with the time of their files.
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(f"bytecode below /{below} could not be made: {(done.stdout + done.stderr)[-500:]}")
