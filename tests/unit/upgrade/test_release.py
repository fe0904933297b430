"""The release to upgrade from is found by its tag or by its subject, and a clone without either is refused."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.upgrade.release import ANOTHER, ReleaseMissing, commit_of

Git = Callable[..., str]
SUBJECT = "chore(release): v0.2.0"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one commit that is no release."""
    monkeypatch.delenv(ANOTHER, raising=False)
    identity = ("-c", "user.name=Contoh", "-c", "user.email=contoh@example.test", "-c", "commit.gpgsign=false")

    def run(*arguments: str) -> str:
        command = ["git", *identity, *arguments]
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)  # noqa: S603
        return done.stdout.strip()

    run("init", "--quiet")
    commit(run, "feat: begin", "It is not yet a release.\n\nchore(release): v0.2.0 follows")
    return run


def commit(git: Git, *paragraphs: str) -> str:
    git("commit", "--quiet", "--allow-empty", *(word for each in paragraphs for word in ("--message", each)))
    return git("rev-parse", "HEAD")


def test_a_clone_without_tag_and_commit_is_told_what_to_fetch(git: Git, tmp_path: Path) -> None:
    commit(git, "chore(release): v0.2.01")
    commit(git, "fix: a mistake", SUBJECT)
    with pytest.raises(ReleaseMissing, match=r"neither the tag v0\.2\.0 nor a commit .*git fetch"):
        commit_of(tmp_path, "0.2.0")


def test_without_tags_the_commit_is_found_by_its_subject(git: Git, tmp_path: Path) -> None:
    released = commit(git, SUBJECT)
    commit(git, "feat: continue")
    assert commit_of(tmp_path, "0.2.0") == released


@pytest.mark.parametrize("options", [("-a", "-m", "v0.2.0"), ()])
def test_a_tag_comes_first(git: Git, tmp_path: Path, options: tuple[str, ...]) -> None:
    tagged = commit(git, "chore: released by hand")
    git("tag", *options, "v0.2.0")
    commit(git, SUBJECT)
    assert commit_of(tmp_path, "0.2.0") == tagged


def test_another_version_is_named_by_a_variable(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsed = commit(git, "feat: rehearse")
    git("tag", "rehearsal")
    commit(git, SUBJECT)
    monkeypatch.setenv(ANOTHER, "rehearsal")
    assert commit_of(tmp_path, "0.2.0") == rehearsed
    monkeypatch.setenv(ANOTHER, "nowhere")
    with pytest.raises(ReleaseMissing, match="neither a tag nor a commit"):
        commit_of(tmp_path, "0.2.0")
