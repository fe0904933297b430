"""The supervisor's process, which `sinergi up` starts: `python -m deploy.local.process [--bare]`.

It has the steps that run before Sinergi's processes start. Each step imports its module when it runs, because importing
takes most of a warm start.
"""

import sys
from collections.abc import Mapping

from deploy.installation.environment import settings_of
from deploy.local.stack import SetupStep, Stack
from deploy.local.supervisor import supervise

BARE = "--bare"


def setup_steps() -> list[SetupStep]:
    """The steps in order: those that need the database, then those that need the broker."""
    return [
        SetupStep("database roles", "postgres", _apply_roles),
        SetupStep("migrations", "postgres", _migrate),
        SetupStep("reference data", "postgres", _load_reference),
        SetupStep("topics and rights", "kafka", _apply_topics),
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
    """Run the stack; with `--bare`, without Sinergi's own processes and their setup."""
    bare = BARE in sys.argv[1:]
    sys.exit(supervise(Stack(steps=[] if bare else setup_steps(), with_services=not bare)))


if __name__ == "__main__":
    main()
