"""No webhook goes into an inner network, in any notation of its address."""

import ipaddress
import socket
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import httpcore2
import pytest

from services.notifications.webhooks.gateway import guarded
from services.notifications.webhooks.gateway.guarded import GuardedBackend, InnerAddress, Unresolved
from services.notifications.webhooks.model.addresses import AddressRefused, is_public, require_address

PUBLIC = ("8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8")
INNER = (
    *("127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
    *("192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "https://hook.example.com/sinergi",
        "https://hook.example.com:443/",
        "https://hook.example.com:8443/a?b=c",
        "https://hook.example.com./",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://xn--bcher-kva.example.com/",
    ],
)
def test_addresses_on_the_internet(address: str) -> None:
    assert require_address(address, inner=False) == address


@pytest.mark.parametrize(
    "address",
    [
        *("http://hook.example.com/", "ftp://hook.example.com/", "//hook.example.com/", "hook.example.com", ""),
        *("https://", "https:///x", "https://user@hook.example.com/", "https://user:word@hook.example.com/"),
        *("https://@hook.example.com/", "https://hook.example.com/#x", "https://hook.example.com:22/"),
        *("https://hook.example.com:0/", "https://hook.example.com:99999/", "https://hook.example.com:x/"),
        *("https://localhost/", "https://LOCALHOST/", "https://a.localhost/", "https://printer.local/"),
        *("https://db.internal/", "https://postgres/", "https://hook.example.com\\@127.0.0.1/"),
        *("https://127.1/", "https://0/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/"),
        *("https://0177.0.0.1/", "https://017700000001/", "https://127.0.0.1./", "https://0x/", "https://1.2.3.0x4/"),
        *(
            "https://127.0.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[::ffff:a00:1]/",
        ),
        *(
            "https://[fe80::1%25eth0]/",
            "https://exa mple.com/",
            "https://example.com/\r\nHost: x",
            "https://bücher.example/",
        ),
        *("https://１２７.0.0.1/", "https://-a.example.com/", "https://a..example.com/"),
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        require_address(address, inner=False)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080/hook", "https://localhost/", "http://receiver/"])
def test_an_installation_may_allow_inner_networks(address: str) -> None:
    assert require_address(address, inner=True) == address


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "http://user@127.0.0.1/", "http://127.0.0.1/#x"])
def test_other_faults_are_refused_everywhere(address: str) -> None:
    with pytest.raises(AddressRefused):
        require_address(address, inner=True)


class Connected(Exception):
    """A connection was made to this address."""


@pytest.fixture
def connecting(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The answers of the resolver, one for each question; a connection raises `Connected`."""
    answers: list[list[str]] = []

    async def resolve(_host: str, _port: int, _threads: Executor) -> list[str]:
        return answers.pop(0)

    async def connect(_self: Any, host: str, *_more: Any, **_options: Any) -> None:
        raise Connected(host)

    monkeypatch.setattr(guarded, "resolve", resolve)
    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect)
    return answers


def backend() -> GuardedBackend:
    return GuardedBackend(inner=False, threads=ThreadPoolExecutor)


async def test_a_name_is_resolved_once_and_its_address_is_connected_to(connecting: list[list[str]]) -> None:
    # A second answer, as a hostile server of names gives it, is not asked for.
    connecting += [["8.8.8.8"], ["127.0.0.1"]]
    with pytest.raises(Connected, match=r"^8\.8\.8\.8$"):
        await backend().connect_tcp("hook.example.com", 443)
    assert connecting == [["127.0.0.1"]]


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:7f00:1"], ["64:ff9b::7f00:1"]])
async def test_a_name_with_an_inner_address_is_refused(connecting: list[list[str]], answer: list[str]) -> None:
    connecting.append(answer)
    with pytest.raises(InnerAddress):
        await backend().connect_tcp("hook.example.com", 443)


async def test_a_name_without_address(connecting: list[list[str]]) -> None:
    connecting.append([])
    with pytest.raises(Unresolved):
        await backend().connect_tcp("hook.example.com", 443)


async def test_an_unknown_name_is_unresolved(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_asked: Any, **_options: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with ThreadPoolExecutor(1) as threads, pytest.raises(Unresolved):
        await guarded.resolve("hook.example.com", 443, threads)
