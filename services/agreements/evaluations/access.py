"""Access to evaluations: the keeper of the agreements evaluates them; its office and the nation read the results."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import KEEPERS
from services.agreements.agreement.model.agreement import AgreementNotFound, AgreementUnknown
from services.agreements.agreement.store.concerned import load_keeper
from services.agreements.evaluations.model.evaluation import Evaluation
from services.agreements.evaluations.store import load_evaluation
from services.agreements.register.access import OFFICES
from shared.access import Work
from shared.values.capabilities import Scope

__all__ = ["KEEPERS", "OFFICES", "scope_to_change", "scope_to_open", "scope_to_read"]


class AboutEvaluation(Protocol):
    """A command or query about one evaluation."""

    @property
    def evaluation_id(self) -> UUID:
        """The id of the evaluation."""


class NamesAgreements(Protocol):
    """A command that opens an evaluation of agreements."""

    @property
    def agreements(self) -> Sequence[UUID]:
        """The agreements; all of them have one keeper."""


async def scope_to_open(work: Work, command: NamesAgreements) -> Scope:
    """The keeper of the first agreement; the use case refuses others. Raises `AgreementUnknown`."""
    try:
        return (await load_keeper(work.connection, command.agreements[0])).scope
    except AgreementNotFound as error:
        raise AgreementUnknown(id=command.agreements[0]) from error


async def scope_to_change(work: Work, command: AboutEvaluation) -> Scope:
    """The keeper. Raises `EvaluationNotFound`."""
    return (await load_evaluation(work.connection, command.evaluation_id)).keeper.scope


async def scope_to_read(work: Work, query: AboutEvaluation) -> Scope:
    """The keeper and the office above it. Raises `EvaluationNotFound`."""
    return reading_scope(await load_evaluation(work.connection, query.evaluation_id))


def reading_scope(evaluation: Evaluation) -> Scope:
    """The keeper of an evaluation, and the office above it."""
    own, region = evaluation.keeper.scope, evaluation.keeper.region
    return Scope(own.facilities, own.regions | (frozenset({region}) if region else frozenset()))
