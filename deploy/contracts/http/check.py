"""Checks the HTTP interface before a merge and before a release."""

from pathlib import Path

from deploy.contracts.changes import Change
from deploy.contracts.http.changes import http_changes
from deploy.contracts.http.documents import present_documents
from deploy.contracts.http.publication import released_documents, stale, write_released
from deploy.installation.trouble import Trouble


def changes_since_release(folder: Path) -> list[Change]:
    """The changes since the last release; none before the first one."""
    released = released_documents(folder)
    return http_changes(released, present_documents()) if released else []


def mistakes(folder: Path) -> list[str]:
    """Outdated files and breaking changes, as sentences."""
    return [
        *(f"docs/http/{line}: `sinergi interface generate`" for line in stale(folder)),
        *(change.sentence for change in changes_since_release(folder) if change.breaking),
    ]


def release(folder: Path, *, dry_run: bool = False) -> list[Change]:
    """Release the present documents; return the changes. Raises `Trouble` when one breaks the interface."""
    found = changes_since_release(folder)
    if broken := [change.sentence for change in found if change.breaking]:
        raise Trouble(
            "Not released, because these changes would break clients:\n" + "\n".join(f"- {one}" for one in broken)
        )
    if not dry_run:
        write_released(folder, present_documents())
    return found
