"""Services read a topic's audience from its name, so the file of topics must agree with the names."""

import pytest

from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import load_topics

TOPIC = "{name}: {{owner: programs, audience: {audience}, partitions: 4, readers: []}}"


@pytest.mark.parametrize(("name", "audience"), [("a.v1", "public"), ("a.internal.v1", "internal")])
def test_a_name_that_fits_the_audience_is_accepted(name: str, audience: str) -> None:
    assert load_topics(TOPIC.format(name=name, audience=audience))[name].audience == audience


@pytest.mark.parametrize(("name", "audience"), [("a.v1", "internal"), ("a.internal.v1", "public")])
def test_a_name_of_another_audience_is_refused(name: str, audience: str) -> None:
    with pytest.raises(Trouble, match=r"in a name means an internal topic"):
        load_topics(TOPIC.format(name=name, audience=audience))
