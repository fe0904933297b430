"""The differences between `topics.yaml` and the cluster, and applying the file to the cluster."""

import time
from dataclasses import dataclass

from deploy.topics.catalogue import SUBSCRIBERS, Right, load_topics, rights, services_of
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings

SETTLED_SECONDS = 10.0


@dataclass(frozen=True)
class ClusterPlan:
    """The differences; all empty when the cluster is as the file describes."""

    missing_topics: dict[str, int]
    other_partitions: dict[str, tuple[int, int]]
    unknown_topics: list[str]
    missing_rights: list[Right]
    surplus_rights: list[Right]
    missing_users: list[str]

    @property
    def settled(self) -> bool:
        """Whether nothing is left that `carry_out` could change."""
        return not (self.missing_topics or self.missing_rights or self.surplus_rights or self.missing_users)

    def lines(self) -> list[str]:
        """The differences as lines for people."""
        return [
            *(f"+ topic {name} with {number} partitions" for name, number in self.missing_topics.items()),
            *(
                f"! topic {name} has {has} partitions instead of {wants}: pause, drain, grow by hand, resume"
                for name, (has, wants) in self.other_partitions.items()
            ),
            *(f"! topic {name} is in no file and stays as it is" for name in self.unknown_topics),
            *(
                f"+ {right.principal} may {right.operation} {right.resource} {right.name}"
                for right in self.missing_rights
            ),
            *(
                f"- {right.principal} may {right.operation} {right.resource} {right.name}"
                for right in self.surplus_rights
            ),
            *(f"+ user {user}" for user in self.missing_users),
        ]


def make_plan(settings: Settings, cluster: Cluster) -> ClusterPlan:
    """Compare the file with the cluster, except the rights of subscribers, which `sinergi subscribers` manages."""
    catalogue = load_topics()
    wanted = {settings.topic(name): topic.partitions for name, topic in catalogue.items()}
    present = cluster.partitions()
    subscribers = settings.principal(SUBSCRIBERS)
    wanted_rights = set(rights(settings, catalogue))
    granted = {right for right in cluster.rights() if not right.principal.startswith(subscribers)}
    users = {settings.principal(service) for service in services_of(catalogue)}
    return ClusterPlan(
        missing_topics={name: number for name, number in wanted.items() if name not in present},
        other_partitions={n: (present[n], number) for n, number in wanted.items() if present.get(n, number) != number},
        unknown_topics=sorted(present.keys() - wanted.keys()),
        missing_rights=sorted(wanted_rights - granted),
        surplus_rights=sorted(granted - wanted_rights),
        missing_users=sorted(users - cluster.users()),
    )


def carry_out(settings: Settings, cluster: Cluster, plan: ClusterPlan) -> None:
    """Apply the plan and wait until the cluster shows it. Partitions and unknown topics are left to the operator."""
    cluster.create_topics(plan.missing_topics)
    # Granted before others are revoked, so that a principal whose right is replaced never lacks both.
    cluster.grant(plan.missing_rights)
    cluster.revoke(plan.surplus_rights)
    # Users last: brokers apply changes in order, so a user that can log in finds its topics and rights.
    # All of them, because Kafka does not tell whether a password is still that of the secret.
    services = services_of(load_topics())
    cluster.set_passwords({settings.principal(each): settings.secret(f"kafka_{each}") for each in services})
    # Kafka answers before every broker has the change, and an immediate connection could still be refused.
    deadline = time.monotonic() + SETTLED_SECONDS
    while not make_plan(settings, cluster).settled and time.monotonic() < deadline:
        time.sleep(0.05)
