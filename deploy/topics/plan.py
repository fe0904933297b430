"""What differs between `topics.yaml` and the cluster, and bringing the cluster there."""

import time
from dataclasses import dataclass

from deploy.topics.catalogue import SUBSCRIBERS, Right, load_topics, rights, services_of
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings

SETTLED_SECONDS = 10.0


@dataclass(frozen=True)
class Plan:
    """The differences; all empty where the cluster is as the files say."""

    missing_topics: dict[str, int]
    other_partitions: dict[str, tuple[int, int]]
    unknown_topics: list[str]
    missing_rights: list[Right]
    surplus_rights: list[Right]
    missing_users: list[str]

    @property
    def settled(self) -> bool:
        """Whether everything is there that this plan could bring about."""
        return not (self.missing_topics or self.missing_rights or self.surplus_rights or self.missing_users)

    def lines(self) -> list[str]:
        """The differences as a person reads them."""
        return [
            *(f"+ topic {name} with {number} partitions" for name, number in self.missing_topics.items()),
            *(
                f"! topic {name} has {has} partitions instead of {wants}: pause, drain, grow by hand, resume"
                for name, (has, wants) in self.other_partitions.items()
            ),
            *(f"! topic {name} is in no file: it is left as it is" for name in self.unknown_topics),
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


def make_plan(settings: Settings, cluster: Cluster) -> Plan:
    """Compare the files with the cluster. Subscribers' rights are live: `sinergi subscribers` looks after them."""
    catalogue = load_topics()
    wanted = {settings.topic(name): topic.partitions for name, topic in catalogue.items()}
    there = cluster.partitions()
    subscribers = settings.principal(SUBSCRIBERS)
    wanted_rights = set(rights(settings, catalogue))
    given = {right for right in cluster.rights() if not right.principal.startswith(subscribers)}
    users = {settings.principal(service) for service in services_of(catalogue)}
    return Plan(
        missing_topics={name: number for name, number in wanted.items() if name not in there},
        other_partitions={n: (there[n], number) for n, number in wanted.items() if there.get(n, number) != number},
        unknown_topics=sorted(there.keys() - wanted.keys()),
        missing_rights=sorted(wanted_rights - given),
        surplus_rights=sorted(given - wanted_rights),
        missing_users=sorted(users - cluster.users()),
    )


def carry_out(settings: Settings, cluster: Cluster, plan: Plan) -> None:
    """Bring the cluster there and wait until it says so; partitions and unknown topics are left to an operator."""
    cluster.create_topics(plan.missing_topics)
    # Granted before others are taken: where one right takes the place of another, nobody is without both for a moment.
    cluster.grant(plan.missing_rights)
    cluster.revoke(plan.surplus_rights)
    # Users last: brokers apply changes in their order, so whoever is let in finds its topics and rights there.
    prefix = settings.principal("")
    cluster.set_passwords({user: settings.secret(f"kafka_{user.removeprefix(prefix)}") for user in plan.missing_users})
    # The answer to a change comes before every broker has it: whoever connected at once could still be refused.
    deadline = time.monotonic() + SETTLED_SECONDS
    while not make_plan(settings, cluster).settled and time.monotonic() < deadline:
        time.sleep(0.05)
