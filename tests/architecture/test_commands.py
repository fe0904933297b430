"""The check of commands in documents: one that does not exist is found, and all documents hold."""

import pytest

from tests.architecture.commands import fault_of, wrong
from tests.architecture.tree import Tree


@pytest.mark.parametrize(
    "command", ["up", "--help", "relays", "relays pause programs --reason why --dry-run", "events verify"]
)
def test_a_command_that_exists_has_no_fault(command: str) -> None:
    assert fault_of(command.split()) is None


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("tea", "there is no command tea"),
        ("relays stop programs", "there is no command stop"),
        ("relays pause programs --gently", "it has no option --gently"),
        ("relays pause programs", "it needs --reason"),
    ],
)
def test_a_command_that_does_not_exist_is_found(command: str, fault: str) -> None:
    assert fault_of(command.split()) == fault


def test_every_command_of_the_documents_and_of_the_doctor_can_be_given() -> None:
    assert list(wrong(Tree())) == []
