"""Inserts, saves and loads certificates, and loads those who earn them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.programs.certificates.model import CertificateNotFound, Holder, IssuedCertificate
from services.programs.cohorts.model.enrolment import short_code
from shared.postgres.connections import Connection

_HOLDERS = """
SELECT e.id, e.number, e.admitted_on, attended.sessions, attended.present,
       ARRAY(SELECT kind FROM certificate WHERE enrolment_id = e.id AND withdrawn_at IS NULL) AS kinds
FROM enrolment e CROSS JOIN LATERAL (
    SELECT count(*) AS sessions, count(*) FILTER (WHERE a.mark <> 'absent') AS present
    FROM session s JOIN attendance a ON a.session_id = s.id
    WHERE s.cohort_id = e.cohort_id AND s.retracted_at IS NULL AND a.participant_id = e.participant_id
      AND s.held_on >= e.admitted_on AND (e.ended_on IS NULL OR s.held_on <= e.ended_on)
) AS attended
WHERE e.cohort_id = $1
"""


async def load_holders(connection: Connection, cohort_id: UUID) -> dict[str, Holder]:
    """Load the participants of a cohort by their short codes, with their attendance."""
    rows = await connection.fetch(_HOLDERS, cohort_id)
    holders = (
        Holder(row["id"], short_code(row["number"]), row["admitted_on"], row["sessions"], row["present"], row["kinds"])
        for row in rows
    )
    return {each.code: each for each in holders}


async def insert_certificates(connection: Connection, issued: Iterable[IssuedCertificate], now: datetime) -> None:
    """Insert certificates."""
    await connection.executemany(
        """INSERT INTO certificate (id, enrolment_id, kind, issued_on, issuer, number, recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        [(each.id, each.enrolment_id, each.kind, each.issued_on, each.issuer, each.number, now) for each in issued],
    )


async def lock_certificate(connection: Connection, certificate_id: UUID) -> IssuedCertificate:
    """Load a certificate and lock it until the transaction ends. Raises `CertificateNotFound`."""
    row = await connection.fetchrow(
        """SELECT id, enrolment_id, kind, issued_on, issuer, number, withdrawn_at, withdrawal_ground, version
           FROM certificate WHERE id = $1 FOR UPDATE""",
        certificate_id,
    )
    if row is None:
        raise CertificateNotFound(id=certificate_id)
    return IssuedCertificate(**row)


async def save_withdrawal(connection: Connection, withdrawn: IssuedCertificate) -> None:
    """Save that a certificate was withdrawn."""
    await connection.execute(
        "UPDATE certificate SET withdrawn_at = $2, withdrawal_ground = $3, version = $4 WHERE id = $1",
        *(withdrawn.id, withdrawn.withdrawn_at, withdrawn.withdrawal_ground, withdrawn.version),
    )
