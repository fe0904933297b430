"""The packages of Python in the image: those of `requirements.lock` that Sinergi runs with, and Sinergi's own wheel."""

import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

from deploy.installation.trouble import Trouble

CHECKOUT = Path(__file__).parents[2]
LOCK = CHECKOUT / "requirements.lock"
_PLATFORM = "x86_64-manylinux_2_36"
_UNREACHED = (
    "\nCheck the network. UV_DEFAULT_INDEX names a registry of your own, REQUESTS_CA_BUNDLE the file with the "
    "authority of a proxy that inspects TLS."
)


def needed(project: str = "sinergi") -> frozenset[str]:
    """The names of all packages that the project needs to run, without those of tests and of the embedded stack."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(project, frozenset[str]())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _requirements(*one)
    return frozenset(normal(name) for name, _ in found) - {normal(project)}


def _requirements(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    try:
        declared = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError as error:
        raise Trouble(f"{name} is not in the virtual environment: run `make setup`") from error
    for one in declared:
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one.name, frozenset(one.extras)


def normal(name: str) -> str:
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(names: frozenset[str]) -> Sequence[str]:
    """The entries of the lock for these packages, with their hashes."""
    entries = re.split(r"\n(?=\S)", LOCK.read_text().strip())
    chosen = {normal(re.split(r"[=\[ ]", entry)[0]): entry for entry in entries}
    if missing := sorted(names - set(chosen)):
        raise Trouble(f"requirements.lock lacks {', '.join(missing)}: run `make lock`")
    return [chosen[name] for name in sorted(names)]


def install_packages(target: Path, scratch: Path) -> None:
    """Install the locked packages, each checked against its hashes. Raises `Trouble`."""
    requirements = scratch / "requirements.txt"
    requirements.write_text("\n".join(locked(needed())) + "\n")
    _uv("pip", "install", "--no-deps", "--require-hashes", "--requirement", str(requirements), *_into(target))
    _tidy(target)


def install_project(target: Path, scratch: Path) -> None:
    """Build the wheel of this checkout and install it. Raises `Trouble`."""
    source = scratch / "source"
    shutil.rmtree(source, ignore_errors=True)
    # A copy, because building leaves folders in the source.
    listed = subprocess.run(["git", "ls-files", "-z", "services", "shared", "deploy", "pyproject.toml", "README.md"],  # noqa: S607
                            cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (CHECKOUT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, source / name)
    output = str(scratch / "wheel")
    _uv("build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", output, str(source))
    (wheel,) = (scratch / "wheel").glob("*.whl")
    _uv("pip", "install", "--no-deps", *_into(target), str(wheel))
    _tidy(target)


def _into(target: Path) -> Sequence[str]:
    chosen = f"--python-platform {_PLATFORM} --python-version 3.11 --only-binary :all: --link-mode copy --no-config"
    return ("--target", str(target), *chosen.split())


def _uv(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", "--quiet", *arguments]
    environment = {**trusted_here(), **os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode != 0:
        remedy = _UNREACHED if "Failed to fetch" in done.stderr else ""
        raise Trouble(f"the packages could not be installed into the image: {done.stderr.strip()[-800:]}{remedy}")


def trusted_here() -> Mapping[str, str]:
    """The file of authorities for uv: the one that pip takes, otherwise that of this machine.

    Its own list lacks the authority of a proxy that inspects TLS.
    """
    file = os.environ.get("REQUESTS_CA_BUNDLE") or ssl.get_default_verify_paths().cafile
    return {"SSL_CERT_FILE": file} if file else {}


def _tidy(target: Path) -> None:
    """Remove what depends on the machine that builds, and scripts, which would name its Python."""
    shutil.rmtree(target / "bin", ignore_errors=True)
    for pattern in ("*.dist-info/direct_url.json", "*.dist-info/uv_cache.json", "*.dist-info/uv_build.json",
                    "*.dist-info/RECORD", ".lock", "*.dist-info/REQUESTED"):  # fmt: skip
        for file in target.glob(pattern):
            file.unlink()
