"""The decision to let an agreement end with its term, without a successor."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.succession.model.notices import require_no_notice
from shared.values.cooperation import ExpiryReason
from shared.values.labels import label
from shared.values.refusals import Conflict
from shared.values.texts import Text


class WithoutEnd(Conflict):
    """The agreement has no last day that could be let come, or the day is over."""

    title = Text("Tidak ada akhir masa berlaku", "No end to come")
    detail = Text(
        "Perjanjian berstatus {state} dan tidak memiliki hari terakhir yang akan datang.",
        "The agreement is {state} and has no last day to come.",
    )


class ExpiryDecided(Conflict):
    """It is decided already that the agreement ends with its term."""

    title = Text("Sudah diputuskan berakhir", "End decided")
    detail = Text(
        "Sudah diputuskan bahwa perjanjian ini tidak diperpanjang setelah {until}.",
        "It is decided that the agreement is not extended beyond {until}.",
    )


class ExpiryDecision(BaseModel):
    """The last day for which it was decided, the reason, and the day of the decision."""

    model_config = ConfigDict(frozen=True)

    in_force_until: date
    reason: ExpiryReason
    decided_on: date


def require_coming_end(agreement: Agreement, today: date) -> date:
    """The last day of an agreement. Raises `WithoutEnd` or `UnderNotice`."""
    require_no_notice(agreement)
    until = agreement.in_force_until
    if agreement.document_state != "signed" or until is None or until < today:
        raise WithoutEnd(state=label("document_state", agreement.document_state))
    return until
