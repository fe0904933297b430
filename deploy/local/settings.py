"""What the embedded stack is told by its environment; addresses given there win over what it would start itself."""

from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from deploy.trouble import Trouble
from shared.operations.settings import S, WrongSetting, from_environment

SERVICES = ("agreements", "programs", "notifications")


def _default_folder() -> Path:
    checkout = Path(__file__).parents[2]
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / ".sinergi"


class LocalSettings(BaseSettings):
    """The settings of the stack itself; those of the processes it starts are in `shared.operations.settings`."""

    model_config = SettingsConfigDict(env_prefix="SINERGI_", frozen=True, extra="ignore")

    instance: str = Field("sinergi", pattern=r"^[a-z][a-z0-9]{0,19}$")
    data_dir: Path = Field(default_factory=_default_folder, description="where data, secrets and logs are kept")
    postgres_url: str | None = Field(None, description="a PostgreSQL to use instead of starting one")
    kafka_servers: str | None = Field(None, description="a Kafka to use instead of starting one")
    secrets_dir: Path | None = Field(None, description="a folder of secrets to use instead of making them")
    kafka_full_speed: bool = Field(False, description="slower starts for a faster broker; the benchmarks say yes")
    local_images: bool = Field(False, description="run the official images by Docker instead of the wheels")


def read_settings(kind: type[S], **given: Any) -> S:
    """Settings of a kind as this process's variables say; what is given wins over them. Raises `Trouble`."""
    try:
        return from_environment(kind, **given)
    except WrongSetting as error:
        raise Trouble(str(error)) from error


def local_settings() -> LocalSettings:
    """The stack's settings. Raises `Trouble`."""
    return read_settings(LocalSettings)
