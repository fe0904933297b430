"""Settings from environment variables; a wrong value is trouble that names the variable."""

from collections.abc import Mapping
from typing import Any

from deploy.installation.trouble import Trouble
from shared.operations.settings import S, Settings, WrongSetting, from_environment


def read_settings(kind: type[S], **given: Any) -> S:
    """Read settings of a kind from this process's variables; the values given here win. Raises `Trouble`."""
    try:
        return from_environment(kind, **given)
    except WrongSetting as error:
        raise Trouble(str(error)) from error


def settings_of(environment: Mapping[str, str]) -> Settings:
    """The settings in these variables, which win over those of this process. Raises `Trouble`."""
    return read_settings(Settings, **{name.removeprefix("SINERGI_").lower(): v for name, v in environment.items()})
