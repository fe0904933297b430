"""The last release: its commit, its files, and an environment in which its processes run."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.local.part import StackPart

ANOTHER = "SINERGI_UPGRADE_FROM"
"""Names another tag or commit than that of the last release: to rehearse a release, or to upgrade from an older one."""
LOCK = "requirements.lock"
PACKAGES_SECONDS = 1200.0
"""The longest time in which the packages of the release are installed: eight minutes on a machine with much to do."""


class ReleaseMissing(Exception):
    """The clone has neither the tag nor the commit of the release."""


def commit_of(root: Path, version: str) -> str:
    """The commit of a release: that of its tag, or in a clone without tags that with its subject.

    Raises `ReleaseMissing`.
    """
    if another := os.environ.get(ANOTHER):
        return _resolved(root, another)
    subject = f"chore(release): v{version}"
    if tagged := _git(root, "for-each-ref", "--format=%(*objectname) %(objectname)", f"refs/tags/v{version}").split():
        return tagged[0]
    found = _git(root, "log", "--format=%H %s", f"--grep=^{subject}$")
    named = [line.partition(" ")[0] for line in found.splitlines() if line.partition(" ")[2] == subject]
    if not named:
        raise ReleaseMissing(
            f"This clone has neither the tag v{version} nor a commit `{subject}`, so that nothing can be upgraded: "
            "fetch them with `git fetch --tags`, in a shallow clone with `git fetch --unshallow --tags`"
        )
    return named[0]


@dataclass(frozen=True)
class Installation:
    """The files of one version, and the Python that runs them."""

    folder: Path
    python: Path

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which Python imports this version, and not that of the working directory."""
        return {"PYTHONPATH": str(self.folder), "PYTHONSAFEPATH": "1"}

    def run(self, part: StackPart) -> StackPart:
        """The same part of the stack, run by this version."""
        _, *arguments = part.command
        return replace(
            part, command=[str(self.python), *arguments], environment={**part.environment, **self.environment}
        )

    def sinergi(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run one of the commands of this version; return its output."""
        program = "from deploy.sinergi.cli import main; main()"
        done = subprocess.run(  # noqa: S603 -- our own program
            [self.python, "-c", program, *arguments],
            env={**os.environ, **environment, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def install(root: Path, commit: str, folder: Path) -> Installation:
    """Check a commit out into a folder and set up its environment."""
    archive = subprocess.run(["git", "archive", commit], cwd=root, capture_output=True, check=True)  # noqa: S603, S607
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)  # noqa: S603, S607
    python = Path(sys.executable)
    # The same packages are the same environment, which then needs not be made a second time.
    if (folder / LOCK).read_bytes() != (root / LOCK).read_bytes():
        command, variables = ["bash", "deploy/bootstrap.sh", ".venv"], {**os.environ, "PYTHON": sys.executable}
        subprocess.run(command, cwd=folder, env=variables, check=True, timeout=PACKAGES_SECONDS)  # noqa: S603
        python = folder / ".venv" / "bin" / "python"
    installed = Installation(folder, python)
    _require_own_modules(installed)
    return installed


def _require_own_modules(installed: Installation) -> None:
    program = "import services, shared, deploy; print(services.__path__[0], shared.__path__[0], deploy.__path__[0])"
    command = [str(installed.python), "-c", program]
    done = subprocess.run(  # noqa: S603 -- our own program
        command, env={**os.environ, **installed.environment}, capture_output=True, text=True, check=True
    )
    found = {str(Path(path).parent) for path in done.stdout.split()}
    assert found == {str(installed.folder)}, f"the old processes would run the modules of {found}"


def _resolved(root: Path, name: str) -> str:
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
    except subprocess.CalledProcessError as error:
        raise ReleaseMissing(f"{ANOTHER} is {name}, which is neither a tag nor a commit of this clone") from error


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S603
