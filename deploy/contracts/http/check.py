"""Checks the HTTP interface before a merge and before a release."""

from pathlib import Path

from deploy.contracts.changes import Change
from deploy.contracts.http.changes import http_changes
from deploy.contracts.http.documents import present_documents
from deploy.contracts.http.publication import released_documents, stale


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
