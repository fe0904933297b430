"""For whom an operator's command works: the installation that the environment names, else the local stack."""

import os

from deploy.installation.environment import settings_of
from deploy.local.addresses import environment_of
from deploy.local.control import running
from deploy.local.folder import Folder
from deploy.local.settings import local_settings
from shared.operations.settings import Settings

_ADDRESSES = ("SINERGI_POSTGRES_URL", "SINERGI_KAFKA_SERVERS")


def operator_settings() -> Settings:
    """Return the settings; each variable that is set wins, and with both addresses set nothing local is looked at.

    Raises `Trouble` where a variable holds what it may not.
    """
    local = local_settings()
    state = None if all(name in os.environ for name in _ADDRESSES) else running(local)
    found = environment_of(local, Folder(local.data_dir), state.ports) if state else {}
    given = {name: value for name, value in os.environ.items() if name.startswith("SINERGI_")}
    return settings_of({**found, **given})
