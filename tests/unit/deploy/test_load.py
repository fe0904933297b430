"""A seed makes the same content each time, with lives that follow the rules of the service."""

from collections import Counter
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from deploy.load.ids import id_at
from deploy.load.made import Made
from deploy.load.making import Maker
from deploy.load.plan import Plan
from deploy.load.register import Register
from deploy.load.words import ACTIVITIES
from services.agreements.register.model.units import Unit

NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
ZONE = {"region": "JTG", "zone": "Asia/Jakarta"}


def made_from(seed: int, number: int = 300, *, with_log: bool = True) -> list[Made]:
    """Agreements at ten facilities of one region."""
    facilities = [Unit(id=UUID(int=n), kind="facility", name=f"Lapas {n}", **ZONE) for n in range(10)]
    offices = {"JTG": Unit(id=UUID(int=100), kind="regional_office", name="Kanwil", **ZONE)}
    centre = Unit(id=UUID(int=101), kind="directorate_general", name="Ditjenpas", zone="Asia/Jakarta")
    register = Register(facilities, offices, centre, {each.field: each.field for each in ACTIVITIES})
    plan = Plan(number, seed, NOW, with_log, batch=64)
    plan.add_partners(register)
    return [made for batch in plan.batches(register, Counter()) for made in Maker(plan, register, batch).each()]


def test_a_seed_decides_everything() -> None:
    first, again, other = made_from(1), made_from(1), made_from(2)
    assert [made.agreement for made in first] == [made.agreement for made in again]
    assert [made.agreement.id for made in first] != [made.agreement.id for made in other]


def test_without_a_log_the_same_is_made_with_no_event() -> None:
    silent = made_from(1, with_log=False)
    assert [made.agreement for made in silent] == [made.agreement for made in made_from(1)]
    assert not any(made.events for made in silent)


def test_agreements_are_made_in_the_order_of_their_ids_and_of_their_numbers() -> None:
    ids = [made.agreement.id for made in made_from(1)]
    assert ids == sorted(ids)
    assert len({made.agreement.registration_number for made in made_from(1)}) == len(ids)
    assert id_at(NOW, Random(1)).version == 7  # noqa: S311


def test_every_state_is_there_and_its_events_tell_how_it_came() -> None:
    events: dict[str, Counter[str]] = {}
    for made in made_from(1):
        agreement = made.agreement
        assert not agreement.history, "every move is kept"
        assert made.moves[-1].version <= agreement.version
        types = [each.event.type for each in made.events]
        assert agreement.document_state != "signed" or types
        events.setdefault(agreement.document_state, Counter()).update(types)
    assert set(events) == {"drafting", "review", "validated", "awaiting_signature", "signed", "terminated"}
    assert set(events["drafting"]) == {"agreement.drafted.v1"}
    assert events["signed"]["agreement.signed.v1"] * 2 == events["signed"]["agreement.signature_recorded.v1"] > 0
    assert events["signed"]["agreement.registered.v1"] > events["signed"]["agreement.signed.v1"]


def test_nothing_happens_after_now() -> None:
    for made in made_from(1, 95):
        assert all(each.recorded_at <= NOW for each in made.events)
        assert all(each.occurred_at <= each.recorded_at for each in made.events)
