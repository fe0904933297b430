"""`sinergi topics`: topics, rights and users of the cluster, as the files under `deploy/topics` say."""

from shared.operations.settings import Settings


def apply_topics(settings: Settings) -> list[str]:
    """Bring the cluster to what the files say; return what was done or must be done by hand."""
    from deploy.topics.cluster import Cluster
    from deploy.topics.plan import carry_out, make_plan

    cluster = Cluster(settings)
    plan = make_plan(settings, cluster)
    carry_out(settings, cluster, plan)
    return plan.lines()


def diff_topics(settings: Settings) -> list[str]:
    """What `apply_topics` would do."""
    from deploy.topics.cluster import Cluster
    from deploy.topics.plan import make_plan

    return make_plan(settings, Cluster(settings)).lines()
