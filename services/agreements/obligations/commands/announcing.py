"""The fields of events about obligations and their dues."""

from typing import Any

from services.agreements.agreement.commands.announcing import about, unit_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.obligations.model.dues import Due
from services.agreements.obligations.model.obligations import Obligation


def about_obligation(agreement: Agreement, obligation: Obligation) -> dict[str, Any]:
    """The fields that every event about an obligation has."""
    own = {
        "obligation_id": obligation.id,
        "version": obligation.version,
        "unit": unit_ref(obligation.unit),
        "measure": obligation.measure,
        "quantity": obligation.quantity,
        "schedule": obligation.schedule,
    }
    return {**about(agreement)} | own


def about_due(agreement: Agreement, obligation: Obligation, due: Due) -> dict[str, Any]:
    """The fields that every event about a due has."""
    own = {"due_id": due.id, "due_on": due.due_on, "quantity": due.quantity, "delivered": due.delivered}
    return about_obligation(agreement, obligation) | own
