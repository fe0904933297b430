"""The embedded stack on a real PostgreSQL and a real Kafka: it starts, restarts, and refuses wrong credentials."""

import asyncio
import signal
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiokafka
import asyncpg
import httpx2
import psutil
import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError, TopicAuthorizationFailedError
from confluent_kafka.admin import (
    AdminClient,
    NewTopic,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)

from deploy.installation.trouble import Trouble
from deploy.local.settings import LocalSettings
from deploy.local.stack import SetupStep, Stack
from deploy.local.vault import KAFKA_ADMIN, POSTGRES_ADMIN


@pytest.fixture(scope="module")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    settings = LocalSettings(data_dir=tmp_path_factory.mktemp("stack"), postgres_url=None, kafka_servers=None)
    async with Stack(settings) as stack:
        yield stack


async def ask(stack: Stack, query: str) -> Any:
    password = stack.secrets.read(POSTGRES_ADMIN)
    connection = await asyncpg.connect(stack.postgres_url, user="postgres", password=password, timeout=5)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def producer(stack: Stack, user: str, password: str, seconds: float = 10) -> aiokafka.AIOKafkaProducer:
    return aiokafka.AIOKafkaProducer(
        bootstrap_servers=stack.kafka_servers,
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=user,
        sasl_plain_password=password,
        request_timeout_ms=int(seconds * 1000),
    )


@asynccontextmanager
async def producing(stack: Stack, user: str, password: str, seconds: float = 10) -> AsyncIterator[Any]:
    """A producer that has started. A broker learns of a new principal a moment after its controller."""
    async with asyncio.timeout(30):
        while True:
            started = producer(stack, user, password, seconds)
            try:
                await started.start()
                break
            except KafkaConnectionError:
                await started.stop()
                await asyncio.sleep(0.2)
    try:
        yield started
    finally:
        await started.stop()


def cluster(stack: Stack) -> AdminClient:
    return AdminClient(
        {
            "bootstrap.servers": stack.kafka_servers,
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": "SCRAM-SHA-256",
            "sasl.username": "admin",
            "sasl.password": stack.secrets.read(KAFKA_ADMIN),
        }
    )


def make_topic(stack: Stack) -> str:
    name = f"probe.{uuid.uuid4().hex}"
    admin = cluster(stack)
    admin.create_topics([NewTopic(name, 1, 1)])[name].result(10)
    return name


async def write_as_admin(stack: Stack, topic: str) -> None:
    async with producing(stack, "admin", stack.secrets.read(KAFKA_ADMIN)) as writer:
        await writer.send_and_wait(topic, b"written")


async def issuer_answers(stack: Stack) -> bool:
    async with httpx2.AsyncClient() as client:
        try:
            return (await client.get(stack.environment()["SINERGI_JWKS_URL"])).is_success
        except httpx2.ConnectError:
            return False


def process_of(stack: Stack, name: str) -> psutil.Process:
    identity = stack.state.processes[name].identity
    assert identity is not None
    process = identity.find()
    assert process is not None
    return process


async def test_it_starts_in_an_empty_folder(stack: Stack) -> None:
    assert await ask(stack, "SHOW server_version_num") >= "180000"
    await write_as_admin(stack, make_topic(stack))
    assert await issuer_answers(stack)
    assert stack.state.phase == "ready"


async def test_commits_are_durable_and_prepared_transactions_are_possible(stack: Stack) -> None:
    assert [await ask(stack, f"SHOW {name}") for name in ("fsync", "synchronous_commit")] == ["on", "on"]
    assert await ask(stack, "SHOW max_prepared_transactions") == "10"


async def test_the_log_of_the_database_names_a_failed_row_without_its_values(stack: Stack) -> None:
    failing = "CREATE TEMP TABLE small (n int CHECK (n < 9)); INSERT INTO small VALUES (190584)"
    with pytest.raises(asyncpg.CheckViolationError):
        await ask(stack, f"DO $$ BEGIN {failing}; END $$")
    assert "small_n_check" in (log := stack.folder.log("postgres").read_text())
    assert "Failing row" not in log


async def test_the_database_refuses_a_wrong_password(stack: Stack) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(stack.postgres_url, user="postgres", password="wrong", timeout=5)


async def test_the_broker_refuses_a_wrong_password(stack: Stack) -> None:
    stranger = producer(stack, "admin", "wrong")
    with pytest.raises(KafkaError):
        await stranger.start()
    await stranger.stop()


async def test_a_principal_without_rights_is_refused(stack: Stack) -> None:
    topic = make_topic(stack)
    credential = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096)
    credentials = UserScramCredentialUpsertion("sinergi-powerless", credential, b"a password")
    admin = cluster(stack)
    admin.alter_user_scram_credentials([credentials])["sinergi-powerless"].result(10)
    async with producing(stack, "sinergi-powerless", "a password") as powerless:
        with pytest.raises(TopicAuthorizationFailedError):
            await powerless.send_and_wait(topic, b"not allowed")


async def test_writing_never_creates_a_topic(stack: Stack) -> None:
    async with producing(stack, "admin", stack.secrets.read(KAFKA_ADMIN), seconds=1) as writer:
        with pytest.raises(KafkaError):
            await writer.send_and_wait("never.created", b"lost")
    assert "never.created" not in cluster(stack).list_topics(timeout=10).topics


async def test_a_killed_broker_is_started_again_on_the_same_port(stack: Stack) -> None:
    topic, servers = make_topic(stack), stack.kafka_servers
    restarts = stack.state.processes["kafka"].restarts
    stack.kill("kafka")
    await stack.until_ready("kafka")
    assert stack.kafka_servers == servers
    assert stack.state.processes["kafka"].restarts == restarts + 1
    await write_as_admin(stack, topic)


async def test_a_killed_database_is_started_again_with_its_committed_data(stack: Stack) -> None:
    await ask(stack, "CREATE TABLE IF NOT EXISTS kept ()")
    stack.kill("postgres")
    await stack.until_ready("postgres")
    assert await ask(stack, "SELECT to_regclass('kept') IS NOT NULL")


async def test_a_process_can_be_stopped_and_started_alone(stack: Stack) -> None:
    await stack.stop_one("issuer", signal.SIGKILL)
    assert not await issuer_answers(stack)
    await stack.start_one("issuer")
    assert await issuer_answers(stack)


async def test_a_thawed_database_answers_again(stack: Stack) -> None:
    stack.freeze("postgres")
    try:
        with pytest.raises(TimeoutError):
            await asyncpg.connect(stack.postgres_url, user="postgres", password="any", timeout=0.5)
    finally:
        stack.thaw("postgres")
    assert await ask(stack, "SELECT 1") == 1


async def test_a_second_start_has_the_same_addresses_and_data(stack: Stack) -> None:
    await ask(stack, "CREATE TABLE IF NOT EXISTS kept_too ()")
    topic, addresses = make_topic(stack), stack.environment()
    before = [process_of(stack, name).pid for name in stack.state.processes]
    await stack.stop()
    assert not any(psutil.pid_exists(pid) for pid in before)
    await stack.start()
    assert stack.environment() == addresses
    assert await ask(stack, "SELECT to_regclass('kept_too') IS NOT NULL")
    assert topic in cluster(stack).list_topics(timeout=10).topics


async def test_the_process_list_contains_no_password(stack: Stack) -> None:
    commands = " ".join(" ".join(process_of(stack, name).cmdline()) for name in ("kafka", "postgres"))
    assert stack.secrets.read(KAFKA_ADMIN) not in commands
    assert stack.secrets.read(POSTGRES_ADMIN) not in commands


async def test_two_stacks_in_two_folders_run_side_by_side(stack: Stack, tmp_path: Path) -> None:
    ports = stack.state.ports
    other = LocalSettings(data_dir=tmp_path / "other", postgres_url=None, kafka_servers=None)
    async with Stack(other) as neighbour:
        assert not set(ports.values()) & set(neighbour.state.ports.values())
        assert neighbour.secrets.read(POSTGRES_ADMIN) != stack.secrets.read(POSTGRES_ADMIN)
        await write_as_admin(neighbour, make_topic(neighbour))
        await write_as_admin(stack, make_topic(stack))
    assert await ask(stack, "SELECT 1") == 1


async def test_servers_from_the_settings_are_used_and_set_up_in_order(stack: Stack, tmp_path: Path) -> None:
    done: list[str] = []
    steps = [
        SetupStep("roles", "postgres", lambda environment: done.append(environment["SINERGI_POSTGRES_URL"])),
        SetupStep("migrations", "postgres", lambda _environment: done.append("migrations")),
        SetupStep("topics", "kafka", lambda _environment: done.append("topics")),
    ]
    async with Stack(settings_with_servers(stack, tmp_path), steps=steps) as guest:
        assert set(guest.state.processes) == {"issuer"}
        assert guest.secrets.read(POSTGRES_ADMIN) == stack.secrets.read(POSTGRES_ADMIN)
    assert [step for step in done if step != "topics"] == [stack.postgres_url, "migrations"]
    assert "topics" in done


async def test_a_failed_step_is_named_and_everything_is_stopped(stack: Stack, tmp_path: Path) -> None:
    def fail(_environment: Mapping[str, str]) -> None:
        raise ValueError("relation exists already")

    guest = Stack(settings_with_servers(stack, tmp_path), steps=[SetupStep("migrations", "postgres", fail)])
    with pytest.raises(Trouble, match="migrations failed: relation exists already"):
        await guest.start()
    assert guest.state.phase == "failed"
    assert all(process.identity is None for process in guest.state.processes.values())


def settings_with_servers(stack: Stack, folder: Path) -> LocalSettings:
    return LocalSettings(
        data_dir=folder / "guest",
        postgres_url=stack.postgres_url,
        kafka_servers=stack.kafka_servers,
        secrets_dir=stack.secrets.folder,
    )
