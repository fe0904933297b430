"""Making a release in a checkout of its own: what it freezes, and when it is refused."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deploy.contracts import schemas
from deploy.contracts.http.publication import generate as generate_interface
from deploy.contracts.publication import generate as generate_contracts
from deploy.contracts.publication import read_folder
from deploy.installation.trouble import Trouble
from deploy.releases.checkout import Checkout, number_of
from deploy.releases.comparison import compare
from deploy.releases.making import make_release, promised_types
from shared.operations.version import VERSION

TODAY = date(2026, 3, 1)
SIGNED, PROVISIONAL = "agreement.signed.v1.json", "meeting.held.v1"


def git(checkout: Checkout, *arguments: str) -> None:
    identity = ("-c", "user.name=Contoh", "-c", "user.email=contoh@example.test", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=checkout.root, check=True, capture_output=True)  # noqa: S603 -- fixed commands


def commit(checkout: Checkout) -> None:
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "a change")


@pytest.fixture(scope="module", autouse=True)
def _whole_types() -> Iterator[None]:
    """All types but one are whole, in every test of this file."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schemas, "is_provisional", lambda type_: type_ == PROVISIONAL)
        yield


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout without releases, with up-to-date documents, all committed."""
    checkout, docs = Checkout(tmp_path_factory.mktemp("committed")), Checkout().root / "docs"
    for folder in ("contracts", "http"):
        shutil.copytree(docs / folder, checkout.root / "docs" / folder, ignore=shutil.ignore_patterns("released"))
    generate_contracts(checkout.contracts)
    generate_interface(checkout.http)
    (checkout.root / "CHANGELOG.md").write_text(f"# Changelog\n\n## {VERSION} (2026-03-01)\n")
    git(checkout, "init", "--quiet")
    commit(checkout)
    return checkout.root


@pytest.fixture
def checkout(committed: Path, tmp_path: Path) -> Checkout:
    """A copy of the committed checkout for one test."""
    shutil.copytree(committed, tmp_path, dirs_exist_ok=True)
    return Checkout(tmp_path)


def earlier(checkout: Checkout) -> None:
    """Make the released version an earlier one, so that the present version can be released."""
    checkout.write_version("0.0.1")
    commit(checkout)


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_release_freezes_everything_and_later_states_are_compared_with_it(checkout: Checkout) -> None:
    assert make_release(checkout, VERSION, TODAY) == []
    assert checkout.released_version == VERSION
    frozen = [
        checkout.contracts / "released" / "schemas" / SIGNED,
        checkout.contracts / "released" / "examples" / SIGNED,
        checkout.contracts / "released" / "event-table.json",
        checkout.http / "released" / "openapi-agreements.json",
        checkout.migrations / "agreements_0006.sql",
    ]
    assert [path for path in frozen if not path.is_file()] == []
    compared = compare(checkout, TODAY)
    assert (compared.changes, compared.wrong) == ([], [])
    released = read_folder(checkout.contracts / "released" / "schemas")
    assert [type_ for type_, schema in released.items() if schema.get("x-provisional")] == [PROVISIONAL]
    assert promised_types(checkout).endswith("of which 1 are provisional: their shape is not promised")


def test_a_dry_run_writes_nothing(checkout: Checkout) -> None:
    make_release(checkout, VERSION, TODAY, dry_run=True)
    assert checkout.released_version is None
    assert checkout.changed_files() == []


def test_breaking_changes_are_named_together_and_not_released(checkout: Checkout) -> None:
    make_release(checkout, VERSION, TODAY)
    contracts, http = checkout.contracts / "released", checkout.http / "released"
    alter(contracts / "schemas" / SIGNED, '"signed_on"', '"signed_at"')
    alter(contracts / "examples" / SIGNED, '"signed_on"', '"signed_at"')
    alter(http / "openapi-programs.json", '"/templates"', '"/patterns"')
    for service in ("agreements", "programs", "notifications"):
        # Problem types are compared over all services.
        document = http / f"openapi-{service}.json"
        document.write_text(document.read_text().replace('"try-again"', '"try-later"'))
    alter(checkout.migrations / "agreements_0002.sql", "CREATE TABLE", "CREATE UNLOGGED TABLE")
    earlier(checkout)
    with pytest.raises(Trouble) as refused:
        make_release(checkout, VERSION, TODAY)
    for expected in (
        "agreement.signed.v1: signed_on was added as required",
        "the released example of agreement.signed.v1 can no longer be read",
        "programs GET /patterns was removed",
        "problem try-later was removed",
        "migration agreements_0002 runs other SQL than the released one",
    ):
        assert f"- {expected}" in str(refused.value)
    assert checkout.released_version == "0.0.1"


def test_the_conditions_of_a_release_are_named_together(checkout: Checkout) -> None:
    git(checkout, "tag", "v9.9.9")
    (checkout.root / "new.txt").write_text("new")
    (checkout.http / "rules.md").unlink()
    with pytest.raises(Trouble) as refused:
        make_release(checkout, "9.9.9", TODAY)
    reasons = str(refused.value).splitlines()[1:]
    assert len(reasons) == 5
    for reason, words in zip(
        reasons,
        ("the tag v9.9.9 exists", f"this is version {VERSION}", "no section", "2 uncommitted", "rules.md is missing"),
        strict=True,
    ):
        assert words in reason


def test_an_allowed_change_is_released_and_named_and_a_version_is_released_once(checkout: Checkout) -> None:
    make_release(checkout, VERSION, TODAY)
    alter(checkout.contracts / "released" / "schemas" / SIGNED, "the first day: the later", "the start: the later")
    earlier(checkout)
    assert [change.rule for change in make_release(checkout, VERSION, TODAY)] == ["field-reworded"]
    commit(checkout)
    with pytest.raises(Trouble, match=f"{VERSION} is released already"):
        make_release(checkout, VERSION, TODAY)


def test_outside_of_a_git_checkout_nothing_is_released(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / ".git")
    with pytest.raises(Trouble, match="in a git checkout"):
        make_release(checkout, VERSION, TODAY)


@pytest.mark.parametrize("version", ["1", "v0.2.0", "0.2", "0.2.0-rc1", "0.2.x"])
def test_a_version_has_three_numbers(version: str) -> None:
    with pytest.raises(Trouble, match="three numbers"):
        number_of(version)


def test_versions_are_compared_by_number() -> None:
    assert number_of("0.10.0") > number_of("0.9.1")
