"""Comparing and applying `topics.yaml`: the topics, rights and users of the cluster."""

from deploy.topics.cluster import Cluster
from deploy.topics.plan import carry_out, make_plan
from shared.operations.settings import Settings


def apply_topics(settings: Settings) -> list[str]:
    """Apply the file to the cluster; return the differences that were applied or are left to the operator."""
    cluster = Cluster(settings)
    plan = make_plan(settings, cluster)
    carry_out(settings, cluster, plan)
    return plan.lines()


def diff_topics(settings: Settings) -> list[str]:
    """The differences between the file and the cluster."""
    return make_plan(settings, Cluster(settings)).lines()
