"""Keeps the agreements behind programs: their partners and facilities, their ends, and their successors."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.programs.authorisations.model import AgreementEnd, Amendment, ContinuedItem, Course, Succession
from services.programs.program.model.columns import agencies_of
from services.programs.program.store.saving import insert_partner_names
from shared.postgres.connections import Connection


async def insert_partners(connection: Connection, agreement_id: UUID, partners: Mapping[UUID, bool]) -> None:
    """Insert the partners that are parties of an agreement, each with whether it is a principal."""
    await connection.execute(
        """INSERT INTO agreement_partner (agreement_id, partner_id, principal)
           SELECT $1, * FROM unnest($2::uuid[], $3::boolean[]) ON CONFLICT DO NOTHING""",
        agreement_id,
        list(partners),
        list(partners.values()),
    )


async def insert_agreement_facilities(
    connection: Connection, agreement_id: UUID, facilities: Mapping[UUID, bool]
) -> None:
    """Insert the facilities where an agreement is carried out, each with whether it does so without an offer."""
    await connection.execute(
        """INSERT INTO agreement_facility (agreement_id, facility_id, own)
           SELECT $1, * FROM unnest($2::uuid[], $3::boolean[]) ON CONFLICT DO NOTHING""",
        agreement_id,
        list(facilities),
        list(facilities.values()),
    )


async def lock_courses(connection: Connection, agreement_id: UUID) -> list[Course]:
    """Load the course of an agreement, then those of the agreements that continue it, each of them once.

    They are locked until the transaction ends. Events of two lines may concern one agreement at the same time: one line
    hands scope over to it, and the other one ends it. The later transaction sees what the earlier one has done.
    """
    locked: list[UUID] = []
    pending = [agreement_id]
    while pending:
        current = pending.pop(0)
        if current not in locked:
            # A predecessor is locked before its successor, by every transaction, so they do not deadlock.
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"agreement {current}")
            locked.append(current)
            successors = await connection.fetch(
                "SELECT successor_id FROM succession WHERE agreement_id = $1 ORDER BY superseded_on, successor_id",
                current,
            )
            pending += [row["successor_id"] for row in successors]
    # Loaded when all are locked, because a course has the term of its successors.
    return [await _load_course(connection, each) for each in locked]


async def save_amendment(connection: Connection, amendment: Amendment) -> bool:
    """Save the last day by an addendum. Returns False if this one or a later one is known."""
    saved = await connection.fetchval(
        """INSERT INTO agreement_amendment AS known (agreement_id, version, in_force_until) VALUES ($1, $2, $3)
           ON CONFLICT (agreement_id) DO UPDATE SET version = excluded.version, in_force_until = excluded.in_force_until
           WHERE known.version < excluded.version RETURNING true""",
        amendment.agreement_id,
        amendment.version,
        amendment.until,
    )
    return bool(saved)


async def insert_agreement_end(connection: Connection, end: AgreementEnd) -> None:
    """Insert the end of an agreement; a known end can only become final. A superseded agreement has ended before."""
    await connection.execute(
        """INSERT INTO agreement_end AS known (agreement_id, ended_on, reason, final) SELECT $1, $2, $3, $4
           WHERE NOT EXISTS (SELECT FROM succession WHERE agreement_id = $1)
           ON CONFLICT (agreement_id) DO UPDATE SET final = known.final OR excluded.final""",
        end.agreement_id,
        end.ended_on,
        end.reason,
        end.final,
    )


async def insert_succession(connection: Connection, succession: Succession) -> None:
    """Insert a succession, unless it is recorded already or the agreement has ended finally."""
    inserted = await connection.fetchval(
        """INSERT INTO succession (agreement_id, successor_id, successor_line_id, superseded_on, in_force_from,
                                   in_force_until)
           SELECT $1, $2, $3, $4, $5, $6
           WHERE NOT EXISTS (SELECT FROM agreement_end WHERE agreement_id = $1 AND final)
           ON CONFLICT DO NOTHING RETURNING true""",
        succession.agreement_id,
        succession.successor_id,
        succession.successor_line_id,
        succession.superseded_on,
        succession.since,
        succession.until,
    )
    if not inserted:
        return
    await insert_partner_names(connection, (each for new in succession.continued.values() for each in new.agencies))
    await connection.executemany(
        """INSERT INTO succession_item (agreement_id, successor_id, old_item_id, new_item_id, agencies)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""",
        [
            (
                succession.agreement_id,
                succession.successor_id,
                old,
                new.scope_item_id,
                [agency.id for agency in new.agencies],
            )
            for old, new in succession.continued.items()
        ],
    )


async def _load_course(connection: Connection, agreement_id: UUID) -> Course:
    end = await connection.fetchrow("SELECT * FROM agreement_end WHERE agreement_id = $1", agreement_id)
    items = await connection.fetch(
        """SELECT item.*, named.agency_ids, named.agency_names
           FROM succession_item item CROSS JOIN LATERAL (
               SELECT coalesce(array_agg(id ORDER BY name, id), '{}') AS agency_ids,
                      coalesce(array_agg(name ORDER BY name, id), '{}') AS agency_names
               FROM partner WHERE id = ANY (item.agencies)
           ) AS named WHERE agreement_id = $1""",
        agreement_id,
    )
    continued: dict[UUID, dict[UUID, ContinuedItem]] = defaultdict(dict)
    for row in items:
        continued[row["successor_id"]][row["old_item_id"]] = ContinuedItem(row["new_item_id"], agencies_of(row))
    successions = await connection.fetch(
        """SELECT s.*, ARRAY(SELECT facility_id FROM agreement_facility f
                             WHERE f.agreement_id = successor_id) AS facilities,
                  CASE WHEN a.agreement_id IS NULL THEN s.in_force_until ELSE a.in_force_until END AS last_day
           FROM succession s LEFT JOIN agreement_amendment a ON a.agreement_id = successor_id
           WHERE s.agreement_id = $1 ORDER BY superseded_on, successor_id""",
        agreement_id,
    )
    return Course(
        agreement_id,
        end=AgreementEnd(**end) if end else None,
        successions=[_succession(row, continued[row["successor_id"]]) for row in successions],
    )


def _succession(row: Mapping[str, Any], continued: Mapping[UUID, ContinuedItem]) -> Succession:
    return Succession(
        agreement_id=row["agreement_id"],
        successor_id=row["successor_id"],
        successor_line_id=row["successor_line_id"],
        superseded_on=row["superseded_on"],
        since=row["in_force_from"],
        until=row["last_day"],
        continued=continued,
        facilities=frozenset(row["facilities"]),
    )
