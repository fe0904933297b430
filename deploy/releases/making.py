"""Making a release: its conditions, and the files that it freezes."""

import re
from collections.abc import Iterator
from datetime import date

from deploy.contracts import publication as events
from deploy.contracts.changes import Change
from deploy.contracts.http import publication as interface
from deploy.installation.trouble import Trouble
from deploy.releases import migrations
from deploy.releases.checkout import Checkout, number_of
from deploy.releases.comparison import Compared, compare
from shared.operations.version import VERSION


def make_release(checkout: Checkout, version: str, today: date, *, dry_run: bool = False) -> list[Change]:
    """Freeze the present state as `version`; return the changes since the last release. Raises `Trouble`."""
    compared = compare(checkout, today)
    if reasons := [*_reasons(checkout, version, compared)]:
        raise Trouble("Not released:\n" + "\n".join(f"- {one}" for one in reasons))
    if not dry_run:
        events.write_released(checkout.contracts)
        interface.write_released(checkout.http)
        migrations.write_released(checkout.migrations, migrations.present_migrations())
        checkout.write_version(version)
    return compared.changes


def promised_types(checkout: Checkout) -> str:
    """The number of event types whose shape the release promises, in words."""
    types = events.read_folder(checkout.contracts / "schemas").values()
    provisional = sum(1 for schema in types if schema.get("x-provisional"))
    return f"{len(types)} event types, of which {provisional} are provisional: their shape is not promised"


def _reasons(checkout: Checkout, version: str, compared: Compared) -> Iterator[str]:
    """The reasons for which the version is not released, as sentences."""
    number, last = number_of(version), checkout.released_version
    if last is not None and number <= number_of(last):
        yield f"{last} is released already: choose a higher version"
    if checkout.has_tag(f"v{version}"):
        yield f"the tag v{version} exists already"
    if version != VERSION:
        yield f"this is version {VERSION}: change VERSION in shared/operations/version.py, then `make contracts`"
    if not re.search(rf"^## {re.escape(version)}\b", checkout.changelog, re.MULTILINE):
        yield f"CHANGELOG.md has no section `## {version}`"
    if changed := checkout.changed_files():
        yield f"the working tree has {len(changed)} uncommitted changes: commit them first, or remove them"
    yield from compared.wrong
