"""The files of this tree that people write, without environments, caches and build results."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath

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


class Tree:
    """The paths of a tree: which exist, which tests they define, and the targets of the Makefile."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file, and every folder with a slash at its end."""
        found = [path.relative_to(self.root) for path in files(self.root)]
        folders = {f"{folder.as_posix()}/" for path in found for folder in path.parents if folder.name}
        return frozenset({path.as_posix() for path in found} | folders)

    @cached_property
    def targets(self) -> frozenset[str]:
        """The targets of the Makefile."""
        makefile = self.root / "Makefile"
        return frozenset(re.findall(r"^([a-z][\w-]*):", makefile.read_text(), re.M) if makefile.exists() else ())

    def with_suffix(self, suffix: str) -> Iterator[tuple[PurePosixPath, str]]:
        """The path and the text of every file with this suffix."""
        for path in files(self.root):
            if path.suffix == suffix:
                yield PurePosixPath(path.relative_to(self.root)), path.read_text(encoding="utf-8")

    def has(self, path: str, beside: PurePosixPath) -> bool:
        """Whether a path exists: from the top, beside the document, or as the end of a longer path."""
        slash = "/" if path.endswith("/") else ""
        whole = [path, f"{(beside / path).as_posix()}{slash}"]
        anywhere = path.split("/", maxsplit=1)[0] not in FOLDERS
        if "*" not in path:
            return not self.paths.isdisjoint(whole) or (anywhere and path in self._ends)
        candidates = [*whole, f"*/{path}"] if anywhere else whole
        return any(fnmatchcase(each, candidate) for candidate in candidates for each in self.paths)

    @cached_property
    def _ends(self) -> frozenset[str]:
        """What the paths end with: of `shared/web/edge.py` it is `web/edge.py` and `edge.py`."""
        return frozenset(
            path[found.end() :] for path in self.paths for found in re.finditer("/", path) if found.end() < len(path)
        )

    def has_test(self, path: str, test: str) -> bool:
        """Whether a file, by its whole path or the end of it, defines a test."""
        found = [each for each in self.paths if each == path or each.endswith(f"/{path}")]
        return any(re.search(rf"^(?:async )?def {test}\b", (self.root / each).read_text(), re.M) for each in found)
