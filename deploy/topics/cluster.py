"""The Kafka cluster: its topics, rights and users, read and changed as the administrator."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import Any, Literal

from confluent_kafka import KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    ConfigResource,
    NewTopic,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from deploy.installation.kafka_administrator import connect_administrator
from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import Right
from shared.operations.settings import Settings

_TIMEOUT_SECONDS = 30
_RESOURCE: dict[Literal["topic", "group", "transactional_id"], ResourceType] = {
    "topic": ResourceType.TOPIC,
    "group": ResourceType.GROUP,
    "transactional_id": ResourceType.TRANSACTIONAL_ID,
}
_KINDS = {kind: name for name, kind in _RESOURCE.items()}
# `delete` without limits keeps every event; compaction would keep only the last event of each key.
_KEPT_FOR_EVER = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}


class Cluster:
    """An administrator's connection."""

    def __init__(self, settings: Settings, timeout_seconds: float = _TIMEOUT_SECONDS) -> None:
        self._settings = settings
        self._timeout_seconds = timeout_seconds
        self._admin = connect_administrator(
            settings.kafka_servers,
            settings.admin_kafka_user,
            settings.secret("kafka_admin"),
            security=settings.kafka_security,
            ca_file=settings.kafka_ca_file,
        )

    def partitions(self) -> dict[str, int]:
        """The partitions of each topic of this instance."""
        found = self._metadata().topics
        prefix = self._settings.topic("")
        return {name: len(topic.partitions) for name, topic in found.items() if name.startswith(prefix)}

    def without_leader_or_copies(self) -> dict[str, list[int]]:
        """The partitions of each topic of this instance that have no leader, or copies that are not in sync."""
        prefix = self._settings.topic("")
        return {
            name: weak
            for name, topic in self._metadata().topics.items()
            if name.startswith(prefix)
            and (weak := [number for number, each in topic.partitions.items() if not _is_whole(each)])
        }

    def not_kept_for_ever(self, topics: Iterable[str]) -> dict[str, dict[str, str]]:
        """The settings of each topic that let Kafka delete events."""
        resources = [ConfigResource(ResourceType.TOPIC, name) for name in topics]
        futures = self._admin.describe_configs(resources) if resources else {}
        found = {resource.name: self._answer(future) for resource, future in futures.items()}
        return {
            name: wrong
            for name, config in found.items()
            if (wrong := {key: config[key].value for key, kept in _KEPT_FOR_EVER.items() if config[key].value != kept})
        }

    def copies(self) -> int:
        """The number of copies of each record. Raises `Trouble` with fewer brokers."""
        copies, brokers = self._settings.kafka_copies, len(self._metadata().brokers)
        if brokers < copies:
            raise Trouble(
                f"SINERGI_KAFKA_COPIES is {copies} and the number of brokers is {brokers}: add brokers, then try "
                "again. An installation on one machine may set it to 1"
            )
        return copies

    def with_fewer_copies(self) -> dict[str, int]:
        """The topics of this instance with fewer copies than the setting asks for."""
        prefix, wanted = self._settings.topic(""), self._settings.kafka_copies
        return {
            name: fewest
            for name, topic in self._metadata().topics.items()
            if name.startswith(prefix)
            and (fewest := min(len(each.replicas) for each in topic.partitions.values())) < wanted
        }

    def rights(self) -> set[Right]:
        """The rights of this instance's principals on topics and groups, including those of subscribers."""
        found = self._answer(self._admin.describe_acls(_every_acl()))
        # An instance's name has no dash, so no principal of another instance has this prefix.
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
        return set(self._answer(self._admin.describe_user_scram_credentials()))

    def create_topics(self, partitions: Mapping[str, int]) -> None:
        """Create topics whose events are kept for ever."""
        copies = self.copies()
        # One of three brokers may be down, and each acknowledged record (acks=all) is still on two.
        config = _KEPT_FOR_EVER | {"min.insync.replicas": str(max(1, copies - 1))}
        wanted = [
            NewTopic(name, num_partitions=number, replication_factor=copies, config=config)
            for name, number in partitions.items()
        ]
        self._answers(self._admin.create_topics(wanted).values() if wanted else ())

    def grant(self, rights: Iterable[Right]) -> None:
        """Grant rights."""
        bindings = [_binding(right) for right in rights]
        self._answers(self._admin.create_acls(bindings).values() if bindings else ())

    def revoke(self, rights: Iterable[Right]) -> None:
        """Revoke rights."""
        filters = [_filter(right) for right in rights]
        self._answers(self._admin.delete_acls(filters).values() if filters else ())

    def set_passwords(self, passwords: Mapping[str, str]) -> None:
        """Create users or change their passwords."""
        mechanism = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192)
        wanted = [
            UserScramCredentialUpsertion(user, mechanism, password.encode()) for user, password in passwords.items()
        ]
        self._answers(self._admin.alter_user_scram_credentials(wanted).values() if wanted else ())

    def remove_users(self, users: Iterable[str]) -> None:
        """Remove the passwords of users, which then cannot log in."""
        wanted = [UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_256) for user in users]
        self._answers(self._admin.alter_user_scram_credentials(wanted).values() if wanted else ())

    def _answer(self, future: "Future[Any]") -> Any:
        try:
            return future.result(self._timeout_seconds)
        except (KafkaException, TimeoutError) as error:
            raise _trouble(error) from error

    def _answers(self, futures: Iterable["Future[Any]"]) -> None:
        for future in futures:
            self._answer(future)

    def _metadata(self) -> Any:
        try:
            return self._admin.list_topics(timeout=self._timeout_seconds)
        except KafkaException as error:
            raise _trouble(error) from error


def _is_whole(partition: Any) -> bool:
    return partition.leader >= 0 and len(partition.isrs) == len(partition.replicas)


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
    # Pattern ANY: LITERAL would leave out the prefixed rights of subscribers on their groups.
    return AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY
    )


def _trouble(error: Exception) -> Trouble:
    return Trouble(f"Kafka refused or did not answer: {error}. Check SINERGI_KAFKA_SERVERS and the secret kafka_admin.")
