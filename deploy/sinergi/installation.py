"""The installation that a command works on: the one that the environment names, otherwise the local stack."""

import os
from collections.abc import Mapping

from deploy.installation.environment import settings_of
from deploy.local.addresses import environment_of
from deploy.local.folder import Folder
from deploy.local.settings import local_settings
from shared.operations.settings import Settings

_ADDRESSES = ("SINERGI_POSTGRES_URL", "SINERGI_KAFKA_SERVERS")


def operator_settings() -> Settings:
    """Return the settings. Variables that are set win; when both addresses are set, the local stack is ignored.

    Raises `Trouble` when a variable has a wrong value.
    """
    found = {} if all(name in os.environ for name in _ADDRESSES) else _local_stack()
    given = {name: value for name, value in os.environ.items() if name.startswith("SINERGI_")}
    return settings_of({**found, **given})


def _local_stack() -> Mapping[str, str]:
    # Imported when it is looked for: the image has no packages of the embedded stack.
    from deploy.local.control import running

    local = local_settings()
    state = running(local)
    return environment_of(local, Folder(local.data_dir), state.ports) if state else {}
