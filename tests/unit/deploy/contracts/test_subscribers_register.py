"""The register of subscribers says what holds, or says what does not."""

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.trouble import Trouble

GOOD: dict[str, Any] = {
    "name": "contoh",
    "office": "Instansi Contoh",
    "purpose": "A test.",
    "topics": ["agreements.v1"],
    "depends_on": {"agreement.signed.v1": ["term.effective_from", "facilities[].id"]},
}


def load(*entries: dict[str, Any]) -> Any:
    return load_subscribers(yaml.safe_dump(list(entries)))


def test_the_committed_register_holds() -> None:
    assert {subscriber.name for subscriber in load_subscribers()} >= {"contoh-java", "contoh-node"}


def test_what_is_not_said_has_a_default() -> None:
    (subscriber,) = load(GOOD)
    assert (subscriber.facilities, subscriber.requests_per_minute) == (None, 60)
    assert load_subscribers("# nobody yet\n") == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topics": ["agreements.v2"]}, "there is no topic agreements.v2"),
        ({"topics": ["agreements.v1", "agreements.internal.v1"]}, "agreements.internal.v1 is not for outsiders"),
        ({"depends_on": {"agreement.sung.v1": []}}, "there is no event agreement.sung.v1"),
        ({"depends_on": {"session.held.v1": []}}, "goes to programs.v1, which is not among its topics"),
        ({"depends_on": {"agreement.signed.v1": ["term.ends"]}}, "agreement.signed.v1 has no field term.ends"),
        ({"depends_on": {"agreement.signed.v1": ["facilities.id"]}}, "has no field facilities.id"),
        ({"name": "Contoh"}, "not well formed"),
        ({"topics": []}, "not well formed"),
        ({"facilities": ["Lapas Contoh"]}, "not well formed"),
        ({"requests_per_minute": 0}, "not well formed"),
        ({"mail": "somewhere"}, "not well formed"),
    ],
)
def test_what_does_not_hold_is_refused_by_name(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Trouble, match=said):
        load(GOOD | wrong)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Trouble) as refused:
        load(GOOD, GOOD, GOOD | {"name": "lain", "topics": ["x.v1"]})
    assert len(str(refused.value).splitlines()) == 4


def test_an_entry_cannot_be_changed() -> None:
    (subscriber,) = load(GOOD)
    with pytest.raises(ValidationError):
        subscriber.name = "lain"
