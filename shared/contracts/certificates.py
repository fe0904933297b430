"""Public events about the certificates of a cohort: how many are in effect, and never whose they are."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Extensible
from shared.contracts.programs import PROGRAMS, ProgramEvent


class CertificateEvent(ProgramEvent):
    """Fields of every event about certificates of one kind of a cohort. Counters upsert by cohort and kind."""

    cohort_id: UUID = Field(description="the cohort")
    certificates_version: int = Field(
        description="counts the changes of the cohort's certificates; a lower one is older"
    )
    kind: Annotated[Literal["participation", "competence", "equivalency_diploma"], Extensible()] = Field(
        description="the kind of certificate"
    )
    issued_on: date = Field(description="the day on which the ones of this event were issued")
    in_effect: int | None = Field(
        description="how many of this kind the cohort has in effect after the event; null if it is sensitive"
    )


class CertificateIssued(
    CertificateEvent, type="certificate.issued.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"
):
    """Participants of a cohort were given certificates."""


class CertificateIssuedCorrected(
    CertificateEvent, type="certificate.issued.corrected.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"
):
    """A certificate was withdrawn. Counters replace what they have of the cohort and the kind."""

    corrects: UUID = Field(description="the id of the event that it corrects")
