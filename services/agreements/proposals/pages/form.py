"""The record of a proposal as a browser sends it."""

from uuid import UUID

from pydantic import BaseModel

from services.agreements.proposals.model import ProposalContent
from services.agreements.register.model.fields import FieldCode
from shared.console.forms import FormReportedDay
from shared.values.cooperation import Pillar, ProposalKind
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import Weekday


class ProposalForm(BaseModel):
    """The record of a proposal."""

    title: ShortText
    description: Paragraph | None = None
    field: FieldCode | None = None
    pillar: Pillar | None = None
    proposed: FormReportedDay | None = None
    weekday: Weekday | None = None
    as_written: ShortText | None = None
    letter: ShortText | None = None
    document: ShortText | None = None

    def content(self) -> ProposalContent:
        """The content of the proposal."""
        return ProposalContent(**self.model_dump(include=set(ProposalContent.model_fields)))


class NewProposalForm(ProposalForm):
    """A new proposal with its two sides."""

    proposal_kind: ProposalKind
    made_by: UUID
    made_to: UUID
