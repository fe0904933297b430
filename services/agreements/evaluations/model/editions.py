"""What a correction has changed: the findings of an edition beside those of the next one."""

from typing import Literal, get_args

from pydantic import BaseModel

from services.agreements.evaluations.model.evaluation import Evaluation, Finding
from shared.values.refusals import NotFound
from shared.values.texts import Text

FindingPart = Literal["finding", "recommendation", "reason", "score_ours", "score_partner", "partner_letter", "figures"]


class EditionNotFound(NotFound):
    """No correction has replaced an edition with the number in the URL."""

    title = Text("Edisi evaluasi tidak ditemukan", "Edition not found")
    detail = Text(
        "Tidak ada edisi ke-{edition} yang telah diganti oleh ralat.",
        "No correction has replaced an edition {edition}.",
    )


class ChangedFinding(BaseModel):
    """A finding as it was and as it became, and the parts that differ."""

    before: Finding
    after: Finding
    parts: list[FindingPart]


def changed_findings(before: Evaluation, after: Evaluation) -> list[ChangedFinding]:
    """The findings that differ between two editions, in the order of the agreements."""
    became = {finding.agreement_id: finding for finding in after.findings}
    pairs = [(finding, became[finding.agreement_id]) for finding in before.findings]
    changed = (ChangedFinding(before=was, after=now, parts=_different(was, now)) for was, now in pairs)
    return [each for each in changed if each.parts]


def _different(before: Finding, after: Finding) -> list[FindingPart]:
    return [part for part in get_args(FindingPart) if getattr(before, part) != getattr(after, part)]
