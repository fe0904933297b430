"""Addresses to which webhooks may be sent. Inner networks are closed, in every notation of their addresses.

The names in an address are resolved when a connection is made, and the resolved address is checked again then: a name
may resolve to another address each time.
"""

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from shared.values.refusals import Invalid
from shared.values.texts import Text

HTTPS_PORT = 443
LOWEST_PORT = 1024
"""Below it are the services of operating systems, such as mail and remote login."""
INNER_NAMES = ("localhost", "local", "internal", "lan", "home", "intranet", "corp", "arpa", "onion")
CLOSED = tuple(
    map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32"))
)
"""Networks for special uses that Python takes for public in some versions, and the server of a cloud provider."""
UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is handed out for the public internet."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNSAFE = re.compile(r"[^!-~]|\\")


class AddressRefused(Invalid):
    """The address is none to which events are sent."""

    title = Text("Alamat webhook ditolak", "Address of the webhook refused")
    detail = Text(
        "Alamat ini tidak dapat dipakai: {ground}. Berikan alamat https sebuah server yang terbuka di internet.",
        "This address cannot be used: {ground}. Give an https address of a server on the public internet.",
    )


MALFORMED = Text("bukan alamat http yang lengkap", "it is no complete http address")
NOT_HTTPS = Text("bukan https", "it is not https")
WITH_USER = Text("memuat nama pengguna, kata sandi, atau fragmen", "it has a user, a password or a fragment")
PORT = Text("nomor portnya tidak diizinkan", "its port is not allowed")
INNER = Text("menunjuk ke jaringan dalam", "it points into an inner network")


def require_address(address: str, *, inner: bool) -> str:
    """The address as it is stored. Raises `AddressRefused`; `inner` allows inner networks, and http."""
    parts = _split(address)
    host, port = parts.hostname, parts.port
    assert host is not None, "checked by _split"  # noqa: S101
    if parts.scheme != "https" and not (inner and parts.scheme == "http"):
        raise AddressRefused(ground=NOT_HTTPS)
    if parts.username is not None or parts.password is not None or parts.fragment or "@" in parts.netloc:
        raise AddressRefused(ground=WITH_USER)
    if not inner:
        if port is not None and port != HTTPS_PORT and port < LOWEST_PORT:
            raise AddressRefused(ground=PORT)
        _require_public_host(host)
    return address


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        # The port is only read, and may be invalid, when it is asked for.
        valid = not _UNSAFE.search(address) and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise AddressRefused(ground=MALFORMED) from error
    if not valid or parts.scheme not in {"http", "https"}:
        raise AddressRefused(ground=MALFORMED)
    return parts


def _require_public_host(host: str) -> None:
    literal = _literal(host)
    if literal is not None:
        if not is_public(literal):
            raise AddressRefused(ground=INNER)
        return
    labels = host.removesuffix(".").split(".")
    # Programs read `127.1`, `0x7f000001`, `017700000001` and `2130706433` as addresses: their last part is a number.
    if _NUMBER.fullmatch(labels[-1]) or not all(_NAME.fullmatch(label) for label in labels):
        raise AddressRefused(ground=MALFORMED)
    if len(labels) == 1 or labels[-1] in INNER_NAMES:
        raise AddressRefused(ground=INNER)


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the public internet, also if it is an IPv4 address inside an IPv6 one."""
    if isinstance(address, IPv6Address):
        if address.scope_id or address.teredo:
            return False
        inside = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if inside is not None:
            return is_public(inside)
        if address not in UNICAST:
            return False
    if any(address in network for network in CLOSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    # RFC 6052: the last 32 bits. The prefix for local use, `64:ff9b:1::/48`, is not global as a whole.
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
