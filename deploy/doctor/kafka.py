"""The cluster as the doctor reads it: in a thread, because librdkafka blocks, and with a short time limit."""

import asyncio

from deploy.topics.cluster import Cluster
from deploy.topics.plan import ClusterPlan, make_plan
from shared.operations.settings import Settings

ANSWER_TIMEOUT_SECONDS = 8.0


def cluster_of(settings: Settings) -> Cluster:
    """The cluster, read as the administrator."""
    return Cluster(settings, ANSWER_TIMEOUT_SECONDS)


async def plan_of(settings: Settings) -> ClusterPlan:
    """The differences between `topics.yaml` and the cluster. Raises `Trouble`."""
    return await asyncio.to_thread(lambda: make_plan(settings, cluster_of(settings)))
