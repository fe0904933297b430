"""The files of this tree that people write, without environments, caches and build results."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("services", "shared", "deploy", "tests", "docs")
SKIPPED = frozenset({"__pycache__", "node_modules", "target", "build"})


def files(root: Path = ROOT) -> Iterator[Path]:
    """Every file of the fixed folders and of the top level, in alphabetical order."""
    yield from sorted(path for path in root.iterdir() if path.is_file())
    for folder in FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file() and not _skipped(path, root))


def _skipped(path: Path, root: Path) -> bool:
    return any(part in SKIPPED or part.startswith(".") for part in path.relative_to(root).parts)
