"""`sinergi topics`: topics, rights and users of the cluster, as the files under `deploy/topics` say."""

from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.trouble import LocalTrouble
from shared.operations.settings import MissingSecret, Settings


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


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn what a person must put right into one sentence. Raises `LocalTrouble`."""
    from pydantic import ValidationError

    from deploy.topics.cluster import ClusterTrouble

    try:
        yield
    except (ClusterTrouble, MissingSecret) as error:
        raise LocalTrouble(str(error)) from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise LocalTrouble(f"deploy/topics/topics.yaml is wrong: {faults}") from error
