"""The supervisor's process, which `sinergi up` starts: `python -m deploy.local.process [--bare]`.

Here the embedded stack learns what is set up before Sinergi's processes start; each step imports late, since most of
a warm start is Python importing.
"""

import sys
from collections.abc import Mapping

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack, Step
from deploy.local.supervisor import supervise

BARE = "--bare"


def setup_steps() -> list[Step]:
    """List what is set up, in order: what needs the database, then what needs the broker."""
    return [
        Step("database roles", "postgres", _apply_roles),
        Step("migrations", "postgres", _migrate),
        Step("reference data", "postgres", _load_reference),
        Step("topics and rights", "kafka", _apply_topics),
    ]


def _apply_roles(environment: Mapping[str, str]) -> None:
    from deploy.installation.roles import apply_roles

    apply_roles(settings_of(environment))


def _migrate(environment: Mapping[str, str]) -> None:
    from deploy.installation.migrate import migrate_all

    migrate_all(settings_of(environment))


def _load_reference(environment: Mapping[str, str]) -> None:
    from deploy.installation.reference import load_reference

    load_reference(settings_of(environment))


def _apply_topics(environment: Mapping[str, str]) -> None:
    from deploy.topics.applying import apply_topics

    apply_topics(settings_of(environment))


def main() -> None:
    """Hold the stack up; with `--bare`, without Sinergi's own processes and what they need."""
    bare = BARE in sys.argv[1:]
    sys.exit(supervise(Stack(steps=[] if bare else setup_steps(), with_services=not bare)))


if __name__ == "__main__":
    main()
