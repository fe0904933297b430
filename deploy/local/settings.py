"""The settings of the embedded stack. A server whose address is set is used instead of starting one."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from deploy.installation.environment import read_settings


def _default_folder() -> Path:
    checkout = Path(__file__).parents[2]
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / ".sinergi"


class LocalSettings(BaseSettings):
    """The settings of the stack itself; its processes have those of `shared.operations.settings`."""

    model_config = SettingsConfigDict(env_prefix="SINERGI_", frozen=True, extra="ignore")

    instance: str = Field("sinergi", pattern=r"^[a-z][a-z0-9]{0,19}$")
    data_dir: Path = Field(default_factory=_default_folder, description="the folder of data, secrets and logs")
    postgres_url: str | None = Field(None, description="a PostgreSQL to use instead of starting one")
    kafka_servers: str | None = Field(None, description="a Kafka to use instead of starting one")
    secrets_dir: Path | None = Field(None, description="a folder of secrets to use instead of creating them")
    kafka_full_speed: bool = Field(False, description="a faster broker that starts more slowly, for benchmarks")
    postgres_options: Mapping[str, str] = Field({}, description="further options of PostgreSQL, for drills")
    local_images: bool = Field(False, description="run the official Docker images instead of the wheels")


def local_settings() -> LocalSettings:
    """The stack's settings. Raises `Trouble`."""
    return read_settings(LocalSettings)
