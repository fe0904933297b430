"""Saves reported offers and answers, in any order of arrival: each has the version by which it is newer or older."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.agreements.offers.model import ReportedAnswers, ReportedOffers
from shared.postgres.connections import Connection


async def save_made(connection: Connection, offers: ReportedOffers, items: Sequence[UUID], due_on: date) -> None:
    """Save that facilities were asked about these items."""
    await connection.execute(
        """INSERT INTO reported_offer AS known (offer_id, agreement_id, facility_id, items, due_on, made_version)
           SELECT offer_id, $1, facility_id, $4, $5, $6
           FROM unnest($2::uuid[], $3::uuid[]) AS given (offer_id, facility_id)
           ON CONFLICT (offer_id) DO UPDATE SET
               items = ARRAY(SELECT unnest(known.items) UNION SELECT unnest(excluded.items)),
               due_on = CASE WHEN known.made_version < excluded.made_version THEN excluded.due_on ELSE known.due_on END,
               made_version = greatest(known.made_version, excluded.made_version)""",
        *_columns(offers),
        items,
        due_on,
        offers.version,
    )


async def save_overdue(connection: Connection, offers: ReportedOffers) -> None:
    """Save that the last day for the answer is over."""
    await connection.execute(
        """INSERT INTO reported_offer AS known (offer_id, agreement_id, facility_id, overdue_version)
           SELECT offer_id, $1, facility_id, $4 FROM unnest($2::uuid[], $3::uuid[]) AS given (offer_id, facility_id)
           ON CONFLICT (offer_id) DO UPDATE
           SET overdue_version = greatest(known.overdue_version, excluded.overdue_version)""",
        *_columns(offers),
        offers.version,
    )


async def save_closed(connection: Connection, offers: ReportedOffers) -> None:
    """Save that the offers will have no further answer."""
    await connection.execute(
        """INSERT INTO reported_offer (offer_id, agreement_id, facility_id, closed)
           SELECT offer_id, $1, facility_id, true FROM unnest($2::uuid[], $3::uuid[]) AS given (offer_id, facility_id)
           ON CONFLICT (offer_id) DO UPDATE SET closed = true""",
        *_columns(offers),
    )


async def save_answers(connection: Connection, answers: ReportedAnswers) -> None:
    """Save the answers to items, unless later ones are known."""
    await connection.execute(
        """INSERT INTO reported_answer AS known (scope_item_id, facility_id, agreement_id, answer, reason, answered_on,
                                                 answered_by, version)
           SELECT scope_item_id, $3, $4, $5, reason, $6, $7, $8
           FROM unnest($1::uuid[], $2::text[]) AS given (scope_item_id, reason)
           ON CONFLICT (scope_item_id, facility_id) DO UPDATE
           SET answer = excluded.answer, reason = excluded.reason, answered_on = excluded.answered_on,
               answered_by = excluded.answered_by, version = excluded.version
           WHERE known.version < excluded.version""",
        [item for item, _ in answers.items],
        [reason for _, reason in answers.items],
        answers.facility_id,
        answers.agreement_id,
        answers.answer,
        answers.answered_on,
        answers.answered_by,
        answers.version,
    )


def _columns(offers: ReportedOffers) -> tuple[UUID, list[UUID], list[UUID]]:
    return offers.agreement_id, list(offers.facilities.values()), list(offers.facilities)
