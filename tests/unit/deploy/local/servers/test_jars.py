"""Only jars with their locked hash are used."""

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from requests.exceptions import SSLError

from deploy.installation.trouble import Trouble
from deploy.local.servers import jars
from deploy.local.servers.jars import Jar, fetch_jars, locked_jars, shared_cache

CONTENT = b"a jar"
JAR = Jar("org.example", "broker", "1.0", hashlib.sha256(CONTENT).hexdigest())


def test_the_lock_names_each_jar_once_with_its_hash() -> None:
    locked = locked_jars()
    assert len({(jar.group, jar.artifact) for jar in locked}) == len(locked) == 46
    assert all(len(jar.sha256) == 64 for jar in locked)
    versions = {jar.artifact: jar.version for jar in locked}
    assert versions["kafka_2.13"] == versions["kafka-clients"] == "4.3.1"


def test_a_line_of_the_lock_is_parsed_as_it_was_written() -> None:
    assert Jar.parse(str(JAR)) == JAR


def test_an_incomplete_jar_is_not_accepted(tmp_path: Path) -> None:
    file = tmp_path / JAR.file_name
    assert not JAR.is_whole(file)
    file.write_bytes(CONTENT[:-1])
    assert not JAR.is_whole(file)
    file.write_bytes(CONTENT)
    assert JAR.is_whole(file)


def test_a_jar_in_the_cache_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[Jar] = []
    monkeypatch.setattr(jars, "locked_jars", lambda: [JAR])
    monkeypatch.setattr(jars, "_fetch", lambda jar, _cache: fetched.append(jar))
    messages: list[str] = []
    fetch_jars(tmp_path, messages.append)
    (tmp_path / JAR.file_name).write_bytes(CONTENT)
    assert fetch_jars(tmp_path, messages.append) == [tmp_path / JAR.file_name]
    assert fetched == [JAR]
    assert messages == ["fetching Kafka's jars, 1 of 1"]


def test_a_home_that_cannot_be_written_is_replaced_by_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-folder").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-folder"))
    assert shared_cache(tmp_path / "data") == tmp_path / "data" / "jars"


def test_clones_share_one_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert shared_cache(tmp_path / "a") == shared_cache(tmp_path / "b") == tmp_path / "cache" / "sinergi" / "jars"


@pytest.mark.parametrize(
    ("given", "trusted"), [({}, "/machine.pem"), ({"REQUESTS_CA_BUNDLE": "/mine.pem"}, "/mine.pem")]
)
def test_after_a_refused_certificate_the_authorities_of_the_machine_are_tried(
    given: dict[str, str], trusted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    environment = dict(given)

    def resolve(*_: object) -> Path:
        asked.append(environment.get("REQUESTS_CA_BUNDLE"))
        raise SSLError("self-signed certificate in certificate chain")

    monkeypatch.setattr("jgo.maven.Artifact.resolve", resolve)
    monkeypatch.setattr(jars, "os", SimpleNamespace(environ=environment))
    monkeypatch.setattr(jars, "locked_jars", lambda: [JAR])
    paths = SimpleNamespace(cafile="/machine.pem", capath=None)
    monkeypatch.setattr(jars, "ssl", SimpleNamespace(get_default_verify_paths=lambda: paths))
    with pytest.raises(Trouble, match=r"broker 1\.0 \(SSLError\).*set REQUESTS_CA_BUNDLE"):
        fetch_jars(tmp_path, lambda _message: None)
    assert asked == [given.get("REQUESTS_CA_BUNDLE"), trusted, trusted]
