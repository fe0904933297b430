"""Small groups are withheld from the answer to an evaluation, and cannot be found by subtraction."""

from uuid import UUID

from services.programs.evaluations.model import Count, answer_of

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))


def test_an_agreement_without_activity_is_counted_as_zero() -> None:
    answer = answer_of([ONE, OTHER], {None: Count(sessions=3, participants=9), ONE: Count(sessions=3, participants=9)})
    assert answer.agreements[OTHER] == Count(sessions=0, participants=0)
    assert answer.total == Count(sessions=3, participants=9)


def test_a_small_group_is_withheld_with_the_total() -> None:
    counted = {
        None: Count(sessions=5, participants=13),
        ONE: Count(sessions=3, participants=9),
        OTHER: Count(sessions=1, participants=4),
        THIRD: Count(sessions=1, participants=5),
    }
    answer = answer_of([ONE, OTHER, THIRD], counted)
    assert [answer.agreements[each].participants for each in (ONE, OTHER, THIRD)] == [9, None, 5]
    assert answer.total == Count(sessions=5, participants=None)


def test_the_number_of_sessions_points_to_no_one() -> None:
    answer = answer_of([ONE], {None: Count(sessions=2, participants=3), ONE: Count(sessions=2, participants=3)})
    assert (answer.total.sessions, answer.agreements[ONE].sessions) == (2, 2)
