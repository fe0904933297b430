"""The ways to a browser on a machine that has none."""

import pytest

from tests.screens.fetching import ways


@pytest.mark.parametrize(("root", "debian"), [(False, True), (False, False), (True, False)])
def test_only_root_on_debian_installs_packages(root: bool, debian: bool) -> None:
    [(_, [command])] = ways(root=root, debian=debian).items()
    assert command[1:] == ["-m", "playwright", "install", "--no-shell", "chromium"]


def test_root_on_debian_tries_the_packages_of_the_system_first() -> None:
    shell, chromium, playwright = ways(root=True, debian=True).values()
    assert [command[0] for command in shell] == ["apt-get", "apt-get"]
    assert [commands[1][-1] for commands in (shell, chromium)] == ["chromium-headless-shell", "chromium"]
    assert "--with-deps" in playwright[0]
