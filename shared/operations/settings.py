"""The settings of one process: read once from the environment, frozen. Secrets come from files, one secret a file."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

RoleKind = Literal["owner", "app", "relay"]
S = TypeVar("S", bound=BaseSettings)


class MissingSecret(Exception):
    """A secret's file is not there or cannot be read."""


class WrongSetting(Exception):
    """A variable holds what it may not; the message names it and says what it may hold."""


def from_environment(kind: type[S], **given: Any) -> S:
    """Read settings from this process's variables; what is given wins over them. Raises `WrongSetting`."""
    try:
        return kind(**given)
    except ValidationError as error:
        prefix = kind.model_config["env_prefix"]
        faults = (f"{prefix}{fault['loc'][0]}".upper() + f": {fault['msg']}" for fault in error.errors())
        raise WrongSetting("; ".join(faults)) from error


class Settings(BaseSettings):
    """Every setting, with its unit in its name or description; each `SINERGI_…` variable sets one."""

    model_config = SettingsConfigDict(env_prefix="SINERGI_", frozen=True, extra="ignore")

    instance: str = Field("sinergi", pattern=r"^[a-z][a-z0-9]{0,19}$", description="prefixes topics, groups, roles")
    environment: Literal["production", "embedded"] = Field("production", description="what may be done for tests")
    postgres_url: str = Field("postgresql://127.0.0.1:5432/sinergi", description="without user and password")
    pool_size: int = Field(8, ge=1, description="database connections of one process")
    kafka_servers: str = Field("127.0.0.1:9092", description="host:port, several with commas")
    kafka_security: Literal["SASL_PLAINTEXT", "SASL_SSL"] = Field("SASL_PLAINTEXT", description="SCRAM-SHA-256 in both")
    kafka_ca_file: Path | None = Field(None, description="certificates to trust, beside the system's")
    secrets_dir: Path = Field(Path("/run/secrets/sinergi"), description="one file a secret")
    admin_postgres_user: str = Field("postgres", description="superuser of operators' commands")
    admin_kafka_user: str = Field("admin", description="super-user of operators' commands")
    token_issuer: str = Field("http://127.0.0.1:8090", description="who issues tokens: their `iss`")
    jwks_url: str = Field("http://127.0.0.1:8090/jwks.json", description="where the issuer's keys are")
    token_audience: str = Field("sinergi", description="for whom tokens are: their `aud`")
    http_host: str = Field("127.0.0.1", description="address to listen at")
    http_port: int = Field(8080, description="port to listen at")
    requests_per_minute: int = Field(3000, ge=0, description="of one account at one process; 0: no limit")
    anonymous_requests_per_minute: int = Field(
        1200, ge=0, description="without a valid token, of one address at one process; 0: no limit"
    )
    request_timeout_seconds: float = Field(30.0, gt=0, description="then a request is broken off and rolled back")
    body_timeout_seconds: float = Field(20.0, gt=0, description="within which a request's body must have arrived")
    feeds: Annotated[dict[str, str], NoDecode] = Field({}, description="JSON: each service's api, to read its feed")
    job_interval_seconds: float = Field(30.0, gt=0, description="pause between two rounds of the jobs")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG: each event applied")
    log_format: Literal["json", "console"] = Field("json", description="for machines or for people")
    type_prefix: str = Field("id.go.ditjenpas.sinergi", description="begins every event type")
    clock_file: Path | None = Field(None, description="the movable business clock; embedded stack only")
    crash_at: str | None = Field(None, description="a named point at which the process kills itself; tests only")

    @field_validator("feeds", mode="before")
    @classmethod
    def _as_json(cls, value: object) -> object:
        with suppress(json.JSONDecodeError):
            return json.loads(value) if isinstance(value, str) else value
        return value

    @property
    def embedded(self) -> bool:
        """Whether this is the embedded stack, the only place for movable clocks and crash points."""
        return self.environment == "embedded"

    def role(self, service: str, kind: RoleKind) -> str:
        """The database role of a service."""
        return f"{self.instance}_{service}_{kind}"

    def principal(self, service: str) -> str:
        """The Kafka principal of a service."""
        return f"{self.instance}-{service}"

    def group(self, service: str) -> str:
        """The consumer group of a service."""
        return f"{self.instance}.{service}"

    def topic(self, name: str) -> str:
        """A topic's full name, from its name without the instance."""
        return f"{self.instance}.{name}"

    def secret(self, name: str) -> str:
        """Read one secret. Raises `MissingSecret` with the file's path."""
        file = self.secrets_dir / name
        try:
            return file.read_text().strip()
        except OSError as error:
            message = f"secret {name} is not readable at {file}: set SINERGI_SECRETS_DIR or mount the file"
            raise MissingSecret(message) from error

    def database_url(self, service: str, kind: RoleKind) -> str:
        """The database's address with a service's role and password."""
        return self._with_credentials(self.role(service, kind), self.secret(f"postgres_{service}_{kind}"))

    def admin_database_url(self) -> str:
        """The database's address for the superuser, used by operators' commands only."""
        return self._with_credentials(self.admin_postgres_user, self.secret("postgres_admin"))

    def _with_credentials(self, user: str, password: str) -> str:
        parts = urlsplit(self.postgres_url)
        netloc = f"{quote(user)}:{quote(password, safe='')}@{parts.netloc}"
        return urlunsplit(parts._replace(netloc=netloc))
