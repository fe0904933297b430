"""The vocabulary check: a planted synonym is found wherever names are public, and the shipped interface has none."""

from typing import Any

import pytest

from shared.contracts.event import REGISTERED, Event
from tests.architecture.tree import Tree
from tests.architecture.vocabulary.glossary import Entry, entries, glossary
from tests.architecture.vocabulary.public_names import names_of_event, names_of_interface, public_names
from tests.architecture.vocabulary.synonyms import synonyms, words_of

COHORT = Entry("angkatan", "cohort", ("cohort",), ("batch", "training_group"), ("gelombang",))


def interface(path: str = "/cohorts", function: str = "list", parameter: str = "limit", field: str = "name") -> Any:
    operation = {"operationId": f"{function}_cohorts_get", "parameters": [{"name": parameter}]}
    return {
        "paths": {path: {"get": operation}},
        "components": {"schemas": {"CohortSummary": {"properties": {field: {"type": "string"}}}}},
    }


def test_a_plain_interface_uses_no_synonym() -> None:
    assert list(synonyms(names_of_interface(interface()), [COHORT])) == []


@pytest.mark.parametrize(
    "planted",
    [
        {"path": "/cohorts/{batch_id}"},
        {"path": "/training-groups"},
        {"function": "list_batch"},
        {"parameter": "batch"},
        {"field": "training_group_id"},
    ],
)
def test_a_planted_synonym_is_found_in_an_interface(planted: dict[str, str]) -> None:
    assert list(synonyms(names_of_interface(interface(**planted)), [COHORT]))


def test_a_planted_synonym_is_found_in_an_event() -> None:
    class BatchStarted(Event, type="batch.started.v1", topic="t", key="id", subject="id"):
        id: str
        training_group_name: str

    del REGISTERED["batch.started.v1"]
    found = list(synonyms(names_of_event("batch.started.v1", BatchStarted), [COHORT]))
    assert found == [
        "batch.started.v1: batch.started.v1 uses batch; the word is cohort",
        "batch.started.v1: training_group_name uses training_group; the word is cohort",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NewHTTPBatch", ("new", "http", "batch")),
        ("training-groups", ("training", "group")),
        ("cohort.started.v1", ("cohort", "started", "v")),
        ("batched", ("batched",)),
    ],
)
def test_a_name_is_parted_into_its_words(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_the_tables_of_a_page_become_entries() -> None:
    row = "| angkatan | cohort | `cohort` | people coached together | `batch`, `training_group`; *gelombang* |"
    page = f"| Indonesia | English | in code | meaning | rejected |\n|---|---|---|---|---|\n{row}\n| two | cells |\n"
    assert list(entries(page)) == [COHORT]


def test_every_code_word_of_the_glossary_is_used_in_code() -> None:
    code = "".join(
        text
        for suffix in (".py", ".yaml", ".sql")
        for path, text in Tree().with_suffix(suffix)
        if path.parts[0] in {"services", "shared", "deploy"}
    )
    assert [word for entry in glossary() for word in entry.in_code if word not in code] == []


def test_no_word_of_the_glossary_is_rejected_by_another_row() -> None:
    used = {words_of(word) for entry in glossary() for word in entry.in_code}
    rejected = {words_of(word) for entry in glossary() for word in entry.rejected_in_code}
    assert used & rejected == set()


def test_routes_are_named_by_a_verb_of_the_field_and_not_of_http() -> None:
    http = ("get_", "post_", "put_", "patch_", "delete_", "read_")
    assert [name for _, name in public_names() if name.startswith(http)] == []


def test_no_public_name_uses_a_rejected_synonym() -> None:
    assert list(synonyms(public_names(), glossary())) == []
