"""The settings of one process: read once from the environment, frozen. Secrets come from files, one per secret."""

import json
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

RoleKind = Literal["owner", "app", "relay"]
S = TypeVar("S", bound=BaseSettings)

# Plain HTTP only on this machine: cookies of sessions would cross a network readable.
ORIGIN = r"^(https://[^/\s]+|http://(127\.0\.0\.1|localhost)(:\d+)?)$"


class MissingSecret(Exception):
    """A secret's file is missing or cannot be read."""


class WrongSetting(Exception):
    """A variable has an invalid value; the message names it and the allowed values."""


def from_environment(kind: type[S], **given: Any) -> S:
    """Read settings from the environment; `given` values take precedence. Raises `WrongSetting`."""
    try:
        return kind(**given)
    except ValidationError as error:
        prefix = kind.model_config["env_prefix"]
        faults = (f"{prefix}{fault['loc'][0]}".upper() + f": {fault['msg']}" for fault in error.errors())
        raise WrongSetting("; ".join(faults)) from error


class Settings(BaseSettings):
    """All settings, each with its unit in its name or description and set by a `SINERGI_…` variable."""

    model_config = SettingsConfigDict(env_prefix="SINERGI_", frozen=True, extra="ignore")

    instance: str = Field("sinergi", pattern=r"^[a-z][a-z0-9]{0,19}$", description="prefixes topics, groups, roles")
    environment: Literal["production", "embedded"] = Field(
        "production", description="embedded: allows what only tests need"
    )
    postgres_url: str = Field("postgresql://127.0.0.1:5432/sinergi", description="without user and password")
    postgres_pooler_url: str | None = Field(
        None, description="PgBouncer for the requests of apis, without user and password; none: PostgreSQL itself"
    )
    pool_size: int = Field(8, ge=1, description="database connections of one process")
    kafka_servers: str = Field("127.0.0.1:9092", description="host:port, several with commas")
    kafka_security: Literal["SASL_PLAINTEXT", "SASL_SSL"] = Field("SASL_PLAINTEXT", description="SCRAM-SHA-256 in both")
    kafka_ca_file: Path | None = Field(None, description="certificates to trust, in place of the system's")
    kafka_copies: int = Field(
        3, ge=1, le=9, description="copies of each event in Kafka, each on another broker; 1: for a single machine only"
    )
    secrets_dir: Path = Field(Path("/run/secrets/sinergi"), description="one file per secret")
    admin_postgres_user: str = Field("postgres", description="superuser of operators' commands")
    admin_kafka_user: str = Field("admin", description="super-user of operators' commands")
    token_issuer: str = Field("http://127.0.0.1:8090", description="issuer of tokens: their `iss`")
    jwks_url: str = Field("http://127.0.0.1:8090/jwks.json", description="address of the issuer's keys")
    token_audience: str = Field("sinergi", description="audience of tokens: their `aud`")
    public_origin: str = Field(
        "http://127.0.0.1:8081", pattern=ORIGIN, description="the address of Sinergi in a browser: scheme and host"
    )
    front_client_id: str = Field("sinergi-front", description="the door as a client of the identity provider")
    session_idle_minutes: int = Field(30, ge=1, description="a browser's session ends when it is not used for so long")
    session_hours: int = Field(12, ge=1, description="a browser's session ends after so long at the latest")
    http_host: str = Field("127.0.0.1", description="address to listen on")
    http_port: int = Field(8080, description="port to listen on")
    http_certificate_file: Path | None = Field(
        None, description="certificate chain as PEM for HTTPS; its key is the secret `http_key`; none: plain HTTP"
    )
    proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (),
        description="proxies whose X-Forwarded-For is believed: addresses and networks, with commas",
    )
    requests_per_minute: int = Field(3000, ge=0, description="per account and process; 0: no limit")
    anonymous_requests_per_minute: int = Field(
        1200, ge=0, description="without a valid token, per address and process; 0: no limit"
    )
    request_timeout_seconds: float = Field(30.0, gt=0, description="time limit of a request, then rolled back")
    pool_timeout_seconds: float = Field(
        3.0, gt=0, description="time limit of a request's wait for a database connection, then 503"
    )
    body_timeout_seconds: float = Field(20.0, gt=0, description="time limit for a request's body to arrive")
    files_store: Literal["folder", "s3"] = Field("folder", description="keeps files: a folder, or a bucket of S3")
    files_folder: Path = Field(Path("/var/lib/sinergi/files"), description="the folder, if files are kept in one")
    files_s3_bucket: str = Field("sinergi-files", description="the bucket, if files are kept in S3")
    files_s3_region: str = Field("us-east-1", description="its region; servers other than Amazon's mostly ignore it")
    # Contents are encrypted before they leave, and requests are signed; `sinergi doctor` names plain HTTP.
    files_s3_endpoint: str | None = Field(
        None, pattern=r"^https?://[^/\s]+$", description="address of the S3 server; none: Amazon's"
    )
    files_key_id: str = Field(
        "1", pattern=r"^[a-z0-9-]{1,32}$", description="id of the key for new files; its secret is `files_key_<id>`"
    )
    files_max_megabytes: int = Field(25, ge=1, le=500, description="limit of one file")
    files_upload_timeout_seconds: float = Field(300.0, gt=0, description="time limit for a file to arrive")
    files_orphan_hours: int = Field(24, ge=1, description="a stored file that no record names is deleted after so long")
    resolver_url: str | None = Field(
        None, pattern=ORIGIN, description="the outside resolver of names; none: the embedded vault keeps them"
    )
    resolver_timeout_seconds: float = Field(3.0, gt=0, description="time limit of one request to it")
    feeds: Annotated[dict[str, str], NoDecode] = Field(
        {}, description="JSON: address of each service's api, for its feed and for the door"
    )
    dormant_after_days: int = Field(
        90, ge=1, description="an agreement under which nothing was delivered for longer than this is dormant"
    )
    smtp_host: str | None = Field(None, description="the server for e-mail; none: no e-mail is sent")
    smtp_port: int = Field(587, ge=1, le=65535, description="its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="how the line to it is encrypted")
    smtp_user: str | None = Field(None, description="user at it; the password is the secret `smtp_password`")
    smtp_timeout_seconds: float = Field(20.0, gt=0, description="time limit of one message")
    mail_from: str = Field("sinergi@localhost", pattern=r"^[^@\s]+@[^@\s]+$", description="sender of e-mail")
    bounce_host: str | None = Field(
        None, description="the IMAP server of the mailbox for bounces; none: they arrive through the interface only"
    )
    bounce_port: int = Field(993, ge=1, le=65535, description="its port")
    bounce_security: Literal["starttls", "tls", "none"] = Field("tls", description="how the line to it is encrypted")
    bounce_user: str = Field("sinergi", description="user at it; the password is the secret `bounce_password`")
    bounce_mailbox: str = Field("INBOX", description="the mailbox to which mail servers return what does not arrive")
    bounce_timeout_seconds: float = Field(20.0, gt=0, description="time limit of one step at it")
    bounce_interval_seconds: float = Field(60.0, gt=0, description="pause between two looks into it")
    send_interval_seconds: float = Field(5.0, gt=0, description="pause of the sender when nothing is due")
    job_interval_seconds: float = Field(30.0, gt=0, description="pause between two rounds of the jobs")
    parking_records_per_hour: int = Field(100, ge=0, description="a consumer that has to park more of them halts")
    webhooks_inner: bool = Field(
        False, description="webhooks may go to inner networks and over http: closed networks and tests only"
    )
    webhooks_timeout_seconds: float = Field(15.0, gt=0, description="time limit of one request to a webhook")
    webhooks_retry_interval_seconds: float = Field(
        5.0, gt=0, description="pause before the second attempt of a webhook; each later one is four times as long"
    )
    webhooks_order_timeout_seconds: float = Field(
        3600.0, gt=0, description="an event that a webhook does not take holds up the later ones of its key for so long"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG: each event applied")
    log_format: Literal["json", "console"] = Field("json", description="for programs or people")
    traces_endpoint: str | None = Field(
        None, description="receives spans by OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces; none: no spans"
    )
    type_prefix: str = Field("id.go.ditjenpas.sinergi", description="prefix of every event type")
    clock_file: Path | None = Field(None, description="the movable business clock; embedded stack only")
    crash_at: str | None = Field(None, description="a named point at which the process kills itself; tests only")

    @field_validator("feeds", mode="before")
    @classmethod
    def _as_json(cls, value: object) -> object:
        with suppress(json.JSONDecodeError):
            return json.loads(value) if isinstance(value, str) else value
        return value

    @field_validator("proxies", mode="before")
    @classmethod
    def _as_list(cls, value: object) -> object:
        return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value

    @field_validator("proxies")
    @classmethod
    def _named(cls, value: tuple[IPv4Network | IPv6Network, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
        if any(network.prefixlen == 0 for network in value):
            raise ValueError("name the proxies: every visitor could invent the address from which he comes")
        return value

    @property
    def embedded(self) -> bool:
        """Whether this is the embedded stack, which alone allows movable clocks and crash points."""
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

    def transactional_id(self, service: str) -> str:
        """The transactional id of a service's relay, by which Kafka refuses its earlier leaders."""
        return f"{self.instance}.{service}.relay"

    def topic(self, name: str) -> str:
        """A topic's full name, made of instance and name."""
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
        return _with_credentials(self.postgres_url, self.role(service, kind), self.secret(f"postgres_{service}_{kind}"))

    def pooler_url(self, service: str) -> str | None:
        """The address of PgBouncer with a service's app role and password, or None without one."""
        if self.postgres_pooler_url is None:
            return None
        return _with_credentials(
            self.postgres_pooler_url, self.role(service, "app"), self.secret(f"postgres_{service}_app")
        )

    def admin_database_url(self) -> str:
        """The database's address for the superuser, for operators' commands only."""
        return _with_credentials(self.postgres_url, self.admin_postgres_user, self.secret("postgres_admin"))


def _with_credentials(address: str, user: str, password: str) -> str:
    parts = urlsplit(address)
    netloc = f"{quote(user)}:{quote(password, safe='')}@{parts.netloc}"
    return urlunsplit(parts._replace(netloc=netloc))
