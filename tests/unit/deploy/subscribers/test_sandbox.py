"""The sandbox has the committed example of each public event once, and of no internal event."""

from deploy.subscribers.sandbox import EXAMPLES, read_examples
from shared.contracts.event import REGISTERED
from shared.contracts.topics import is_public
from shared.operations.settings import Settings


def test_every_public_event_has_its_example_in_the_sandbox() -> None:
    settings = Settings()
    entries = read_examples(settings, EXAMPLES)
    published = [entry.type.removeprefix(f"{settings.type_prefix}.") for entry in entries]
    assert sorted(published) == sorted(name for name, event in REGISTERED.items() if is_public(event.topic))
    assert {entry.topic for entry in entries} == {"sinergi.sandbox.v1"}
    assert {entry.headers["ce_source"] for entry in entries} == {"/sinergi/agreements"}
