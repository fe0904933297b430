"""A partner that was merged has several desks, and a matter is at one of them."""

from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.matters.model import Matter, at_known_desks, at_same_desks
from shared.values.capabilities import Capability
from shared.values.ids import new_id
from tests.unit.notifications.inbox.test_notices import NATION, matter

OLD, STAYS, OTHER = (new_id() for _ in range(3))
SAME = {OLD: {OLD, STAYS}, STAYS: {STAYS, OLD}, OTHER: {OTHER}}


def at(partner: UUID, number: int = 1) -> Matter:
    return matter(number, Desk(Capability.PARTNER_CONTACT, "partner", str(partner)))


def known(*matters: Matter) -> set[tuple[str, str, str]]:
    return {(*each.cause, str(each.desk)) for each in matters}


def test_a_matter_goes_to_the_desk_that_knows_it() -> None:
    (placed,) = at_known_desks([at(STAYS)], SAME, known(at(OLD)))
    assert placed.desk == at(OLD).desk


def test_a_desk_that_knows_the_matter_keeps_it() -> None:
    (placed,) = at_known_desks([at(STAYS)], SAME, known(at(OLD), at(STAYS)))
    assert placed.desk == at(STAYS).desk


def test_a_new_matter_stays_at_its_own_desk() -> None:
    placed = at_known_desks([at(STAYS), at(OTHER), matter(1, NATION)], SAME, known(at(OLD, 2)))
    assert [each.desk for each in placed] == [at(STAYS).desk, at(OTHER).desk, NATION]


def test_one_event_that_names_both_ids_opens_one_matter() -> None:
    (placed,) = at_known_desks([at(OLD), at(STAYS)], SAME, set())
    assert placed.desk == at(OLD).desk


def test_the_desks_of_a_partner_begin_with_its_own() -> None:
    assert [each.desk.unit for each in at_same_desks(at(OLD), SAME)] == [str(OLD), str(STAYS)]
    assert at_same_desks(matter(1, NATION), SAME)[0].desk == NATION
