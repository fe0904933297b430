"""The rules for an operation as a whole."""

from collections.abc import Set as AbstractSet

from deploy.contracts.http.operations import HttpOperation
from deploy.contracts.rules.rule import RuleSet

OPERATION_RULES = RuleSet[HttpOperation]()


@OPERATION_RULES.removed(breaks=True, why="Clients that call it get 404 or 405. Deprecate it first.")
def operation_removed(old: HttpOperation) -> str | None:
    return None if old.deprecated else "was removed"


@OPERATION_RULES.removed(breaks=False, why="The last release announced its end.")
def deprecated_operation_removed(old: HttpOperation) -> str | None:
    return "was removed" if old.deprecated else None


@OPERATION_RULES.changed(breaks=False, why="It announces the end; tell the clients.")
def operation_deprecated(before: HttpOperation, after: HttpOperation) -> str | None:
    return "is deprecated" if after.deprecated and not before.deprecated else None


@OPERATION_RULES.added(breaks=False, why="No client calls it yet.")
def operation_added(_new: HttpOperation) -> str:
    return "is new"


@OPERATION_RULES.changed(breaks=True, why="Clients recognise success by the status.")
def status_removed(before: HttpOperation, after: HttpOperation) -> str | None:
    return _lost("answers", before.answers.keys(), after.answers.keys())


@OPERATION_RULES.changed(breaks=True, why="Clients parse the answer by its media type.")
def media_type_removed(before: HttpOperation, after: HttpOperation) -> str | None:
    return _lost("answers with", before.media_types, after.media_types)


@OPERATION_RULES.changed(breaks=True, why="Clients take versions and addresses from headers.")
def header_removed(before: HttpOperation, after: HttpOperation) -> str | None:
    return _lost("has the header", before.headers, after.headers)


@OPERATION_RULES.changed(breaks=False, why="Clients decide by the status if they do not know the problem type.")
def problem_added(before: HttpOperation, after: HttpOperation) -> str | None:
    return _listed("can now refuse with", after.problems - before.problems)


@OPERATION_RULES.changed(breaks=False, why="Clients handle a refusal that no longer occurs.")
def problem_removed(before: HttpOperation, after: HttpOperation) -> str | None:
    return _listed("no longer refuses with", before.problems - after.problems)


@OPERATION_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def operation_reworded(before: HttpOperation, after: HttpOperation) -> str | None:
    return None if before.words == after.words else "has another summary or description"


def _lost(verb: str, before: AbstractSet[str], after: AbstractSet[str]) -> str | None:
    return _listed(f"no longer {verb}", before - after)


def _listed(verb: str, names: AbstractSet[str]) -> str | None:
    return f"{verb} {', '.join(sorted(names))}" if names else None
