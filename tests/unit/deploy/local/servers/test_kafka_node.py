"""The id of a new cluster."""

import base64

from deploy.local.servers.kafka_node import new_cluster_id


def test_an_id_has_sixteen_bytes_and_never_begins_with_a_dash() -> None:
    ids = {new_cluster_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert not any(id_.startswith("-") for id_ in ids)
    assert {len(base64.urlsafe_b64decode(id_ + "==")) for id_ in ids} == {16}
