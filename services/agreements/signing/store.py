"""Saves the signature of a party, and with it the document number, which is unique per issuer and year."""

import asyncpg

from services.agreements.agreement.model.parts import Party, Signature
from services.agreements.signing.model import NumberTaken
from shared.postgres.connections import Connection
from shared.values.inputs import number_key

NUMBERS = "party_number"


async def save_signature(connection: Connection, party: Party, signature: Signature) -> None:
    """Save a party's signature. Raises `NumberTaken`."""
    # The index decides: a check beforehand would miss a number that another request is saving at the same time.
    try:
        await connection.execute(
            """UPDATE party SET position = $2, capacity = $3, appointment_letter = $4, power_of_attorney = $5,
                                method = $6, signed_on = $7, document_number = $8, number_key = $9
               WHERE id = $1""",
            party.id,
            signature.position,
            signature.capacity,
            signature.appointment_letter,
            signature.power_of_attorney,
            signature.method,
            signature.signed_on,
            signature.document_number,
            number_key(signature.document_number) if signature.document_number else None,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != NUMBERS:
            raise
        raise NumberTaken(number=signature.document_number, year=signature.signed_on.year) from error
