"""One fault for each check of `sinergi doctor`, planted in a running installation and taken away again."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from deploy.installation.service import connected
from deploy.local.stack import Stack
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings

Plant: TypeAlias = Callable[[Stack, Settings, Path], AbstractAsyncContextManager[Settings]]


@dataclass(frozen=True)
class PlantedFault:
    """A fault: the check that finds it, words of the finding and of its fix, and how it is planted."""

    check: str
    what: str
    fix: str
    plant: Plant


@asynccontextmanager
async def _sql(settings: Settings, service: str, do: str, undo: str) -> AsyncIterator[Settings]:
    """Execute a statement as the owner of a schema."""
    app = settings.role(service, "app")
    async with connected(settings, service, "owner") as owner:
        await owner.execute(do.replace("{app}", app))
        try:
            yield settings
        finally:
            await owner.execute(undo.replace("{app}", app))


def _by_sql(service: str, do: str, undo: str) -> Plant:
    return lambda _stack, settings, _folder: _sql(settings, service, do, undo)


@asynccontextmanager
async def _missing_secret(_stack: Stack, settings: Settings, folder: Path) -> AsyncIterator[Settings]:
    for file in settings.secrets_dir.iterdir():
        if file.name != "feed_programs":
            (folder / file.name).symlink_to(file)
    yield settings.model_copy(update={"secrets_dir": folder})


@asynccontextmanager
async def _stopped_door(stack: Stack, settings: Settings, _folder: Path) -> AsyncIterator[Settings]:
    await stack.stop_one("front-api")
    try:
        yield settings
    finally:
        await stack.start_one("front-api")


@asynccontextmanager
async def _wrong_clock(_stack: Stack, settings: Settings, _folder: Path) -> AsyncIterator[Settings]:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield settings.model_copy(update={"jwks_url": f"http://127.0.0.1:{_port_of(server)}/jwks.json"})


@asynccontextmanager
async def _unread_slot(_stack: Stack, settings: Settings, _folder: Path) -> AsyncIterator[Settings]:
    admin = await asyncpg.connect(settings.admin_database_url())
    await admin.execute("SELECT pg_create_physical_replication_slot('contoh', true)")
    try:
        yield settings
    finally:
        await admin.execute("SELECT pg_drop_replication_slot('contoh')")
        await admin.close()


@asynccontextmanager
async def _old_certificate(_stack: Stack, settings: Settings, folder: Path) -> AsyncIterator[Settings]:
    file = folder / "server.pem"
    file.write_bytes(certificate(timedelta(days=3, hours=1)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    async def close(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(close, "127.0.0.1", 0, ssl=context) as server:
        yield settings.model_copy(update={"public_origin": f"https://127.0.0.1:{_port_of(server)}"})


def certificate(valid: timedelta) -> bytes:
    """A key and a certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Contoh")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + valid)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)


@asynccontextmanager
async def _other_partitions(_stack: Stack, settings: Settings, _folder: Path) -> AsyncIterator[Settings]:
    """In an instance of its own: partitions cannot be taken away again."""
    other = settings.model_copy(update={"instance": "contoh"})
    await asyncio.to_thread(lambda: Cluster(other).create_topics({other.topic("sandbox.v1"): 4}))
    yield other


@asynccontextmanager
async def _production(_stack: Stack, settings: Settings, _folder: Path) -> AsyncIterator[Settings]:
    """The same servers, judged as those of an installation: the embedded stack needs no archive."""
    yield settings.model_copy(update={"environment": "production"})


def _port_of(server: asyncio.Server) -> int:
    address: Any = server.sockets[0].getsockname()
    return int(address[1])


_PARK = """
INSERT INTO parked_key (consumer, topic, key, records) VALUES ('notifications', 'contoh', 'contoh', 1);
INSERT INTO parked (consumer, topic, key, partition, "offset", reason, detail, headers, data)
VALUES ('notifications', 'contoh', 'contoh', 0, 0, 'refused', 'a test', '[]', '')
"""
_UNPARK = "DELETE FROM parked WHERE key = 'contoh'; DELETE FROM parked_key WHERE key = 'contoh'"

FAULTS = [
    PlantedFault("settings", "not readable in", "SINERGI_SECRETS_DIR", _missing_secret),
    PlantedFault("reachability", "front is not ready", "start the api of front", _stopped_door),
    PlantedFault(
        "rights",
        "notifications has more than the migrations grant: UPDATE on outbox for app",
        "REVOKE",
        _by_sql("notifications", "GRANT UPDATE ON outbox TO {app}", "REVOKE UPDATE ON outbox FROM {app}"),
    ),
    PlantedFault(
        "versions",
        "the schema programs is not migrated to events_0005",
        "sinergi migrate",
        _by_sql(
            "programs",
            "DELETE FROM alembic_version WHERE version_num = 'events_0005'",
            "INSERT INTO alembic_version VALUES ('events_0005')",
        ),
    ),
    PlantedFault(
        "drift",
        "trigger waiting_noted on cohort is disabled",
        "ENABLE TRIGGER",
        _by_sql(
            "programs",
            "ALTER TABLE cohort DISABLE TRIGGER waiting_noted",
            "ALTER TABLE cohort ENABLE TRIGGER waiting_noted",
        ),
    ),
    PlantedFault(
        "lag",
        "the relay of notifications is paused: a test",
        "sinergi relays resume notifications --reason",
        _by_sql("notifications", "UPDATE relay SET paused = 'a test'", "UPDATE relay SET paused = NULL"),
    ),
    PlantedFault(
        "parked", "1 refused", "sinergi parked requeue notifications", _by_sql("notifications", _PARK, _UNPARK)
    ),
    PlantedFault("clocks", "s ahead of this machine's", "NTP", _wrong_clock),
    PlantedFault("disk", "the replication slot contoh has no reader", "pg_drop_replication_slot", _unread_slot),
    PlantedFault("certificates", "the certificate of the door", "renew it", _old_certificate),
    PlantedFault(
        "sequence cache",
        "drawn 20 at a time",
        "CACHE 1",
        _by_sql("notifications", "ALTER SEQUENCE outbox_id_seq CACHE 20", "ALTER SEQUENCE outbox_id_seq CACHE 1"),
    ),
    PlantedFault("partitions", "has 4 partitions, and topics.yaml says 2", "topics.yaml", _other_partitions),
    PlantedFault("backups", "PostgreSQL does not archive its log", "archive_mode=on", _production),
]
