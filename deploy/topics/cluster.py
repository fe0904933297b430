"""The cluster as it is: its topics, rights and users, and how each is changed. Speaks to Kafka as the administrator."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import Any, Literal

from confluent_kafka import KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    NewTopic,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import REPLICATION, Right
from shared.operations.settings import Settings

SECONDS = 30
_RESOURCE: dict[Literal["topic", "group"], ResourceType] = {"topic": ResourceType.TOPIC, "group": ResourceType.GROUP}
_KINDS = {kind: name for name, kind in _RESOURCE.items()}
# `delete` with limits that are never reached: compaction would keep only the last event of each key.
_KEPT_FOR_EVER = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}


class Cluster:
    """An administrator's connection."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._admin = AdminClient(
            {
                "bootstrap.servers": settings.kafka_servers,
                "security.protocol": settings.kafka_security,
                "sasl.mechanism": "SCRAM-SHA-256",
                "sasl.username": settings.admin_kafka_user,
                "sasl.password": settings.secret("kafka_admin"),
                **({"ssl.ca.location": str(settings.kafka_ca_file)} if settings.kafka_ca_file else {}),
            },
            logger=_silent(),
        )

    def partitions(self) -> dict[str, int]:
        """The partitions of each topic of this instance."""
        found = self._metadata().topics
        prefix = self._settings.topic("")
        return {name: len(topic.partitions) for name, topic in found.items() if name.startswith(prefix)}

    def replication(self) -> int:
        """How often each record can be kept: the design's number, or once on the embedded single node."""
        brokers = len(self._metadata().brokers)
        if brokers >= REPLICATION:
            return REPLICATION
        if self._settings.embedded:
            return 1
        raise Trouble(f"the cluster has {brokers} brokers, {REPLICATION} are needed: add brokers, then try again")

    def rights(self) -> set[Right]:
        """The rights that this instance's principals have on topics and groups, subscribers among them."""
        found = _answer(self._admin.describe_acls(_every_acl()))
        # There is no dash in an instance's name, so that no other instance's principals begin like this one's.
        prefix = f"User:{self._settings.principal('')}"
        return {
            Right(
                acl.principal.removeprefix("User:"),
                _KINDS[acl.restype],
                acl.name,
                acl.operation.name,
                acl.resource_pattern_type == ResourcePatternType.PREFIXED,
            )
            for acl in found
            if acl.principal.startswith(prefix) and acl.restype in _KINDS
        }

    def users(self) -> set[str]:
        """The principals that have SCRAM credentials."""
        return set(_answer(self._admin.describe_user_scram_credentials()))

    def create_topics(self, partitions: Mapping[str, int]) -> None:
        """Make topics, kept for ever."""
        replication = self.replication()
        # Of three brokers one may be away, and what was acknowledged (acks=all) still stands on two.
        config = _KEPT_FOR_EVER | {"min.insync.replicas": str(max(1, replication - 1))}
        wanted = [
            NewTopic(name, num_partitions=number, replication_factor=replication, config=config)
            for name, number in partitions.items()
        ]
        _answers(self._admin.create_topics(wanted).values() if wanted else ())

    def grant(self, rights: Iterable[Right]) -> None:
        """Give rights."""
        bindings = [_binding(right) for right in rights]
        _answers(self._admin.create_acls(bindings).values() if bindings else ())

    def revoke(self, rights: Iterable[Right]) -> None:
        """Take rights away."""
        filters = [_filter(right) for right in rights]
        _answers(self._admin.delete_acls(filters).values() if filters else ())

    def set_passwords(self, passwords: Mapping[str, str]) -> None:
        """Make users or change their passwords."""
        how = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192)
        wanted = [UserScramCredentialUpsertion(user, how, word.encode()) for user, word in passwords.items()]
        _answers(self._admin.alter_user_scram_credentials(wanted).values() if wanted else ())

    def remove_users(self, users: Iterable[str]) -> None:
        """Take passwords away; nobody can log in without one."""
        wanted = [UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_256) for user in users]
        _answers(self._admin.alter_user_scram_credentials(wanted).values() if wanted else ())

    def _metadata(self) -> Any:
        try:
            return self._admin.list_topics(timeout=SECONDS)
        except KafkaException as error:
            raise _trouble(error) from error


def _binding(right: Right) -> AclBinding:
    operation = AclOperation[right.operation]
    return AclBinding(
        _RESOURCE[right.resource],
        right.name,
        ResourcePatternType.PREFIXED if right.prefixed else ResourcePatternType.LITERAL,
        f"User:{right.principal}",
        "*",
        operation,
        AclPermissionType.ALLOW,
    )


def _filter(right: Right) -> AclBindingFilter:
    acl = _binding(right)
    return AclBindingFilter(
        acl.restype,
        acl.name,
        acl.resource_pattern_type,
        acl.principal,
        acl.host,
        acl.operation,
        acl.permission_type,
    )


def _every_acl() -> AclBindingFilter:
    # ANY of the patterns: LITERAL would leave out the prefixed rights that subscribers have to their groups.
    return AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY
    )


def _answer(future: "Future[Any]") -> Any:
    try:
        return future.result(SECONDS)
    except (KafkaException, TimeoutError) as error:
        raise _trouble(error) from error


def _answers(futures: Iterable["Future[Any]"]) -> None:
    for future in futures:
        _answer(future)


def _trouble(error: Exception) -> Trouble:
    return Trouble(f"Kafka refused or did not answer: {error}. Look at SINERGI_KAFKA_SERVERS and `kafka_admin`.")


def _silent() -> Any:
    import logging

    # By itself librdkafka writes to standard error what `_trouble` says in a sentence.
    logger = logging.getLogger("librdkafka")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    return logger
