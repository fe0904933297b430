"""The register of subscribers is checked, and every mistake is named."""

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.trouble import Trouble
from shared.contracts.joint import NEGOTIATION

PARTNER = "0191a000-0000-7000-8000-000000000001"
GOOD: dict[str, Any] = {
    "name": "contoh",
    "office": "Instansi Contoh",
    "purpose": "A test.",
    "topics": ["agreements.v1"],
    "depends_on": {"agreement.signed.v1": ["in_force.in_force_from", "runs_at[].id"]},
}


def load(*entries: dict[str, Any]) -> Any:
    return load_subscribers(yaml.safe_dump(list(entries)))


def test_the_committed_register_is_valid() -> None:
    assert {subscriber.name for subscriber in load_subscribers()} >= {"contoh-java", "contoh-node"}


def test_missing_values_have_defaults() -> None:
    (subscriber,) = load(GOOD)
    assert (subscriber.facilities, subscriber.requests_per_minute) == (None, 60)
    assert load_subscribers("# empty\n") == ()


def test_the_system_of_a_partner_may_be_granted_the_negotiation() -> None:
    joint = {"partner": PARTNER, "topics": ["agreements.v1", NEGOTIATION]}
    (subscriber,) = load(GOOD | joint | {"depends_on": {"agreement.drafted.v1": ["title"]}})
    assert subscriber.partner == PARTNER


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"topics": ["agreements.v2"]}, "there is no topic agreements.v2"),
        ({"topics": ["agreements.v1", "agreements.internal.v1"]}, "agreements.internal.v1 is not a public topic"),
        ({"partner": PARTNER, "topics": ["programs.internal.v1"]}, "programs.internal.v1 is not a public topic"),
        ({"partner": PARTNER, "facilities": [PARTNER]}, "a partner or to facilities, not to both"),
        (
            {"partner": PARTNER, "topics": [NEGOTIATION], "depends_on": {"agreement.expiring.v1": []}},
            "agreement.expiring.v1 is not part of a joint negotiation",
        ),
        ({"depends_on": {"agreement.sung.v1": []}}, "there is no event agreement.sung.v1"),
        ({"depends_on": {"session.held.v1": []}}, "goes to programs.v1, which is not among its topics"),
        ({"depends_on": {"agreement.signed.v1": ["in_force.ends"]}}, "agreement.signed.v1 has no field in_force.ends"),
        ({"depends_on": {"agreement.signed.v1": ["runs_at.id"]}}, "has no field runs_at.id"),
        ({"name": "Contoh"}, "not well formed"),
        ({"topics": []}, "not well formed"),
        ({"facilities": ["Lapas Contoh"]}, "not well formed"),
        ({"requests_per_minute": 0}, "not well formed"),
        ({"mail": "somewhere"}, "not well formed"),
    ],
)
def test_a_mistake_is_named(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(Trouble, match=message):
        load(GOOD | wrong)


def test_all_mistakes_are_named_together() -> None:
    with pytest.raises(Trouble) as refused:
        load(GOOD, GOOD, GOOD | {"name": "lain", "topics": ["x.v1"]})
    assert len(str(refused.value).splitlines()) == 4


def test_an_entry_cannot_be_changed() -> None:
    (subscriber,) = load(GOOD)
    with pytest.raises(ValidationError):
        subscriber.name = "lain"
