"""The next step after an attempt, the stop of a channel, and the content of a message."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.notifications.delivery.model.deliveries import (
    FAILURES,
    FIRST_PAUSE_SECONDS,
    JITTER,
    LONGEST_PAUSE_SECONDS,
    PAUSES,
    UNREACHABLE_AT_MOST,
    Accepted,
    Breaker,
    Broken,
    Deferred,
    Delivery,
    Outcome,
    Refused,
    Unreachable,
    step_after,
)
from services.notifications.delivery.model.messages import Told, of_code, of_day, of_notice, short
from shared.values.texts import Text

NOW = datetime(2026, 2, 10, 3, tzinfo=UTC)
ID = UUID("019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10")
ORIGIN = "https://sinergi.example"
TOLD = Told(ID, Text("Mohon\u2028ditelaah", "Please review"), Text("Isi.", "Body."))


def delivery(deferrals: int = 0) -> Delivery:
    return Delivery(
        id=ID,
        kind="notice",
        notice_id=ID,
        rule="review_by_region",
        desk="region:CONTOH:reviewer",
        severity="action",
        account="a",
        channel="email",
        daily=False,
        due_at=NOW,
        made_at=NOW,
        deferrals=deferrals,
    )


@pytest.mark.parametrize(
    ("outcome", "state", "cause"),
    [
        (Accepted(), "sent", None),
        (Refused("554"), "failed", "refused"),
        (Refused("550", address=True), "failed", "address_refused"),
        (Broken("ValueError"), "failed", "broken"),
    ],
)
def test_a_final_outcome_ends_a_delivery(outcome: Outcome, state: str, cause: str | None) -> None:
    step = step_after(outcome, delivery(), NOW)
    assert (step.state, step.cause, step.due_at) == (state, cause, None)


def test_what_was_put_off_is_tried_again_after_longer_and_longer_pauses_and_fails_in_the_end() -> None:
    for deferrals, pause in enumerate(PAUSES):
        step = step_after(Deferred("451"), delivery(deferrals), NOW)
        assert step.state == "waiting"
        assert step.due_at is not None
        assert abs((step.due_at - NOW) / pause - 1) <= JITTER
        assert step.deferrals == deferrals + 1
    step = step_after(Deferred("451"), delivery(len(PAUSES)), NOW)
    assert (step.state, step.cause) == ("failed", "too_many_attempts")


def test_a_server_that_is_away_is_no_fault_of_the_message() -> None:
    step = step_after(Unreachable("SMTPConnectError"), delivery(len(PAUSES)), NOW)
    assert (step.state, step.deferrals) == ("waiting", len(PAUSES))
    assert step.due_at == NOW + timedelta(minutes=1)


def test_a_server_that_stays_away_is_asked_less_often_and_given_up_after_two_days() -> None:
    first = step_after(Unreachable("x"), delivery(), NOW)
    assert first.unreachable_since == NOW
    waiting = replace(delivery(), unreachable_since=NOW)
    later = NOW + timedelta(hours=2)
    assert step_after(Unreachable("x"), waiting, later).due_at == later + timedelta(minutes=15)
    last = step_after(Unreachable("x"), waiting, NOW + UNREACHABLE_AT_MOST)
    assert (last.state, last.cause) == ("failed", "unreachable")
    answered = step_after(Deferred("451"), waiting, later)
    assert answered.unreachable_since is None


def test_a_channel_is_stopped_after_three_failures_for_longer_each_time() -> None:
    breaker, now = Breaker(), 0.0
    for _ in range(FAILURES):
        assert breaker.lets_pass(now)
        breaker.note(Unreachable("x"), now)
    pause = FIRST_PAUSE_SECONDS
    while pause < LONGEST_PAUSE_SECONDS:
        assert not breaker.lets_pass(now + pause - 0.1)
        now += pause
        assert breaker.lets_pass(now)
        assert breaker.is_on_trial
        breaker.note(Unreachable("x"), now)
        pause *= 2
    assert not breaker.lets_pass(now + LONGEST_PAUSE_SECONDS - 0.1)
    assert breaker.lets_pass(now + LONGEST_PAUSE_SECONDS)


def test_an_answer_of_the_server_opens_the_channel() -> None:
    breaker = Breaker(failures=FAILURES, closed_until=100.0)
    breaker.note(Deferred("451"), 50.0)
    assert breaker.lets_pass(50.0)
    assert breaker.failures == 0


def test_a_message_contains_what_the_notice_contains_in_both_languages() -> None:
    message = of_notice("k", TOLD, ORIGIN)
    assert message.subject == "Mohon ditelaah"
    for part in ("Isi.", "Body.", "Please review", f"{ORIGIN}/kotak-masuk/{ID}"):
        assert part in message.body
    assert message.unsubscribe is None


def test_a_notice_that_is_said_again_says_so() -> None:
    again = Told(ID, Text("Mohon ditelaah", "Please review"), TOLD.body, again=True)
    assert of_notice("k", again, ORIGIN).subject == "Diingatkan lagi: Mohon ditelaah"


def test_a_short_message_has_a_subject_and_a_link_only() -> None:
    message = of_notice("k", TOLD, ORIGIN)
    assert message.short == f"Sinergi: Mohon ditelaah {ORIGIN}/kotak-masuk/{ID}"
    assert len(short("panjang " * 100, "")) < 140


def test_the_message_of_a_day_lists_subjects_and_says_how_to_end_it() -> None:
    message = of_day("k", [TOLD, TOLD], ORIGIN, date(2026, 2, 10))
    assert message.subject == "Sinergi: 2 pemberitahuan, 10 Februari 2026"
    assert message.body.count("Please review") == 2
    assert "Body." not in message.body
    assert message.unsubscribe == f"{ORIGIN}/cara-dihubungi"


def test_a_code_is_in_its_message_only() -> None:
    message = of_code("k", "012345")
    assert "012345" not in message.subject
    assert "012345" in message.body
    assert "012345" in message.short
