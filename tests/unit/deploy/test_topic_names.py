"""Services know by a topic's name whether outsiders may read it, so the file of topics must mean the same."""

import pytest

from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import load_topics

TOPIC = "{name}: {{owner: programs, audience: {audience}, partitions: 4, readers: []}}"


@pytest.mark.parametrize(("name", "audience"), [("a.v1", "public"), ("a.internal.v1", "internal")])
def test_a_name_that_says_the_audience_passes(name: str, audience: str) -> None:
    assert load_topics(TOPIC.format(name=name, audience=audience))[name].audience == audience


@pytest.mark.parametrize(("name", "audience"), [("a.v1", "internal"), ("a.internal.v1", "public")])
def test_a_name_that_says_another_audience_is_refused(name: str, audience: str) -> None:
    with pytest.raises(Trouble, match=r"services know an internal topic by"):
        load_topics(TOPIC.format(name=name, audience=audience))
