"""The changes between two sets of OpenAPI documents: each in words, with its rule."""

from collections.abc import Iterable, Iterator, Mapping

from deploy.contracts.changes import Change
from deploy.contracts.http.documents import Document
from deploy.contracts.http.operations import HttpOperation, operations_of
from deploy.contracts.http.problem_types import RETIRED, problem_types_of
from deploy.contracts.http.rules.answers import ANSWER_RULES
from deploy.contracts.http.rules.operations import OPERATION_RULES
from deploy.contracts.http.rules.problem_types import PROBLEM_RULES
from deploy.contracts.http.rules.requests import REQUEST_RULES
from deploy.contracts.rules.rule import CompatibilityRule, T


def http_changes(
    released: Mapping[str, Document], now: Mapping[str, Document], retired: Mapping[str, str] = RETIRED
) -> list[Change]:
    """All changes since the release: by service and operation, then by problem type."""
    by_operation = [
        change
        for service in sorted(released.keys() | now.keys())
        for change in _of_service(service, released.get(service), now.get(service))
    ]
    before, after = problem_types_of(released, retired), problem_types_of(now, retired)
    by_problem = [
        change
        for code in sorted(before.keys() | after.keys())
        for change in _found(f"problem {code}", None, PROBLEM_RULES, before.get(code), after.get(code))
    ]
    return by_operation + by_problem


def _of_service(service: str, old: Document | None, new: Document | None) -> Iterator[Change]:
    before, after = operations_of(old) if old else {}, operations_of(new) if new else {}
    for name in sorted(before.keys() | after.keys()):
        yield from _of_operation(f"{service} {name}", before.get(name), after.get(name))


def _of_operation(name: str, old: HttpOperation | None, new: HttpOperation | None) -> Iterator[Change]:
    yield from _found(name, None, OPERATION_RULES, old, new)
    if old is None or new is None:
        return
    yield from _of_fields(name, REQUEST_RULES, old.request, new.request)
    for status in old.answers.keys() & new.answers.keys():
        yield from _of_fields(name, ANSWER_RULES, old.answers[status], new.answers[status])


def _of_fields(
    name: str, rules: Iterable[CompatibilityRule[T]], before: Mapping[str, T], after: Mapping[str, T]
) -> Iterator[Change]:
    for path in _compared_paths(before, after):
        yield from _found(name, path, rules, before.get(path), after.get(path))


def _found(
    name: str, path: str | None, rules: Iterable[CompatibilityRule[T]], before: T | None, after: T | None
) -> Iterator[Change]:
    for rule in rules:
        if description := rule.find(before, after):
            yield Change(name, path, rule.name, rule.breaking, description, rule.why, concerns=())


def _compared_paths(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    """The paths to compare, without those inside a field that was added or removed."""
    skipped: tuple[str, ...] = ()
    # Sorted, a field comes before the fields inside it: `body.term` before `body.term.effective_from`.
    for path in sorted(before.keys() | after.keys()):
        if path.startswith(skipped):
            continue
        yield path
        if path not in before or path not in after:
            skipped = (*skipped, f"{path}.", f"{path}[", f"{path}{{")
