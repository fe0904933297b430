"""The rules for a problem type over all services: clients decide by its name and its status."""

from deploy.contracts.http.problem_types import ProblemType
from deploy.contracts.rules.rule import RuleSet

PROBLEM_RULES = RuleSet[ProblemType]()


@PROBLEM_RULES.removed(
    breaks=True,
    why="Clients decide by its name. Keep the name; if the refusal cannot occur any more, add the type to `RETIRED`.",
)
def problem_type_removed(old: ProblemType) -> str | None:
    return None if old.retired else "was removed"


@PROBLEM_RULES.removed(
    breaks=False, why="It is on the list of retired types: clients handle the refusal no longer occurs."
)
def problem_type_retired(old: ProblemType) -> str | None:
    return "was retired" if old.retired else None


@PROBLEM_RULES.added(breaks=True, why="Clients of the past know another meaning of the name. Choose another one.")
def retired_problem_type_used(new: ProblemType) -> str | None:
    return "uses the name of a retired type" if new.retired else None


@PROBLEM_RULES.added(breaks=False, why="Clients decide by the status if they do not know the problem type.")
def problem_type_added(new: ProblemType) -> str | None:
    return None if new.retired else "is new"


@PROBLEM_RULES.changed(breaks=True, why="Clients decide by the status, too.")
def problem_status_changed(before: ProblemType, after: ProblemType) -> str | None:
    if before.statuses == after.statuses:
        return None
    return f"changed its status from {_listed(before)} to {_listed(after)}"


@PROBLEM_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def problem_type_reworded(before: ProblemType, after: ProblemType) -> str | None:
    return "has another title" if before.title != after.title else None


def _listed(problem: ProblemType) -> str:
    return ", ".join(sorted(problem.statuses))
