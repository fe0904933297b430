"""Inserts, saves and loads certificates, and loads those who earn them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import asyncpg

from services.programs.certificates.model.attended import ATTENDED, HOLDERS, holders_of
from services.programs.certificates.model.certificates import CertificateKind, Holder, IssuedCertificate
from services.programs.certificates.model.refusals import CertificateNotFound
from shared.postgres.connections import Connection

_PRINTED = f"""{ATTENDED.format(which="id = (SELECT enrolment_id FROM certificate WHERE id = $1)")}
SELECT c.number, c.check_code, c.issued_on, c.withdrawn_at, e.participant_id, attended.began_on,
       attended.present AS sessions, attended.minutes, facility_id, title_indonesian, title_english
FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id JOIN attended ON attended.enrolment_id = e.id
JOIN cohort ON cohort.id = e.cohort_id JOIN program ON program.id = cohort.program_id WHERE c.id = $1
"""  # noqa: S608 -- constants


async def load_holders(connection: Connection, cohort_id: UUID) -> dict[str, Holder]:
    """Load the participants of a cohort by their short codes, with their attendance."""
    return {each.code: each for each in holders_of(await connection.fetch(HOLDERS, cohort_id))}


async def insert_certificates(connection: Connection, issued: Iterable[IssuedCertificate], now: datetime) -> None:
    """Insert certificates."""
    await connection.executemany(
        """INSERT INTO certificate (id, enrolment_id, kind, issued_on, issuer, number, check_code, recorded_at,
                                    event_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        [
            (
                *(each.id, each.enrolment_id, each.kind, each.issued_on, each.issuer, each.number, each.check_code),
                *(now, each.event_id),
            )
            for each in issued
        ],
    )


async def load_tally(connection: Connection, cohort_id: UUID, kind: CertificateKind) -> tuple[int, int]:
    """Load how many certificates of a kind a cohort has in effect, and the changes of all its certificates so far."""
    row = await connection.fetchrow(
        """SELECT count(*) FILTER (WHERE c.kind = $2 AND withdrawn_at IS NULL) AS in_effect,
                  count(*) + count(withdrawn_at) AS changes
           FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id WHERE e.cohort_id = $1""",
        *(cohort_id, kind),
    )
    return row["in_effect"], row["changes"]


async def load_printed(connection: Connection, certificate_id: UUID) -> asyncpg.Record:
    """Load what is printed of a certificate, and whose it is. Raises `CertificateNotFound`."""
    row = await connection.fetchrow(_PRINTED, certificate_id)
    if row is None:
        raise CertificateNotFound(id=certificate_id)
    return row


async def load_cohort_of(connection: Connection, certificate_id: UUID) -> UUID:
    """Load the cohort of a certificate, which never changes. Raises `CertificateNotFound`."""
    cohort_id: UUID | None = await connection.fetchval(
        "SELECT cohort_id FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id WHERE c.id = $1", certificate_id
    )
    if cohort_id is None:
        raise CertificateNotFound(id=certificate_id)
    return cohort_id


async def lock_certificate(connection: Connection, certificate_id: UUID) -> IssuedCertificate:
    """Load a certificate and lock it until the transaction ends. Raises `CertificateNotFound`."""
    row = await connection.fetchrow(
        """SELECT id, enrolment_id, kind, issued_on, issuer, number, check_code, event_id, withdrawn_at,
                  withdrawal_ground, version
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
