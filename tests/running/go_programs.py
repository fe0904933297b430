"""Programs in Go that tests need, built from a committed go.mod and go.sum when they are first needed."""

import asyncio
import json
import re
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from deploy.local.servers.jars import shared_cache

BUILD_SECONDS = 1_100
OLDEST_GO = 21
"""The first one that fetches another version of itself."""


async def built(name: str, version: str, module: Path, package: str, flags: Sequence[str] = ()) -> Path:
    """The program; it is kept in the cache of this machine. Skips the test when Go is missing."""
    program = _cached(name, version)
    if program.exists():
        return program
    if not await _go_fits():
        pytest.skip(f"{name} is not built: Go 1.21 or later not found on this machine")
    program.parent.mkdir(parents=True, exist_ok=True)
    unfinished = program.with_name(f"{program.name}.{secrets.token_hex(4)}")
    how = ("-mod=readonly", "-trimpath", "-ldflags=-s -w", *flags, "-o", str(unfinished))
    process = await asyncio.create_subprocess_exec(
        *("go", "build", "-C", str(module), *how, package),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), BUILD_SECONDS)
    finally:
        # The compiled packages are in Go's cache, so the next try is shorter.
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, output.decode()
    unfinished.rename(program)
    return program


async def built_from_copy(
    name: str, version: str, module: Path, dependency: str, package: str, *, added: Mapping[str, str]
) -> Path:
    """A program whose module lacks files that its build needs: it is built from a copy that has them.

    `module` has the go.sum with the hash of `dependency`; the copy brings its own go.sum.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        if not _cached(name, version).exists() and await _go_fits():
            source = await _source(module, f"{dependency}@v{version}")
            await asyncio.to_thread(shutil.copytree, source, copy, copy_function=shutil.copyfile)
            for path in (copy, *copy.rglob("*")):
                # The cache of modules is read-only.
                path.chmod(path.stat().st_mode | 0o200)
            for file, content in added.items():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                (copy / file).write_text(content)
        return await built(name, version, copy, package)


async def _source(module: Path, dependency: str) -> Path:
    process = await asyncio.create_subprocess_exec(
        *("go", "mod", "download", "-json", dependency), cwd=module, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    found = json.loads(output)
    assert process.returncode == 0, found.get("Error")
    return Path(found["Dir"])


def _cached(name: str, version: str) -> Path:
    return shared_cache(Path(tempfile.gettempdir())).parent / f"{name}-{version}"


async def _go_fits() -> bool:
    """Whether Go is here, in a version that fetches the one that the module needs."""
    if shutil.which("go") is None:
        return False
    process = await asyncio.create_subprocess_exec("go", "env", "GOVERSION", stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    found = re.match(r"go1\.(\d+)", output.decode())
    return found is not None and int(found[1]) >= OLDEST_GO
