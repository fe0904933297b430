"""The two example consumers: the tools that each needs on this machine, its build and its command."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

BUILD_SECONDS = 600
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Toolchain:
    """The tools, the build and the command of a program."""

    source: str
    needs: tuple[str, ...]
    build: tuple[str, ...]
    run: tuple[str, ...]


JAVA = Toolchain(
    "java",
    needs=("java", "mvn"),
    build=(
        *("mvn", "--batch-mode", "--quiet", "--no-transfer-progress", "compile", "dependency:copy-dependencies"),
        *("-DincludeScope=runtime", "-DoutputDirectory=target/lib"),
    ),
    run=(
        *("java", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", "target/classes:target/lib/*", "contoh.Main"),
    ),
)
NODE = Toolchain("node", needs=("node", "npm"), build=("npm", "ci", "--ignore-scripts"), run=("node", "main.mjs"))
TOOLCHAINS = {"contoh-java": JAVA, "contoh-node": NODE}
"""By the name of the program in the register of subscribers."""


async def built(toolchain: Toolchain, where: Path) -> Path:
    """Build a copy of the program outside of the checkout; skip the test when a tool is missing."""
    missing = [tool for tool in toolchain.needs if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"the {toolchain.source} consumer is not run: {' and '.join(missing)} not found on this machine")
    folder = where / toolchain.source
    shutil.copytree(HERE / toolchain.source, folder, ignore=shutil.ignore_patterns("node_modules", "target"))
    process = await asyncio.create_subprocess_exec(
        *toolchain.build, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), BUILD_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, output.decode()
    return folder
