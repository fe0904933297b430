"""Certificates of every server that is called with TLS: trust, and the time left."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography import x509

from deploy.doctor.certificates import Endpoint, distrust, valid_until
from deploy.doctor.check import Check, Finding
from shared.operations.settings import Settings

LEAST_DAYS = 21
_RENEW = "renew it, and have the server read it again"


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The authority's own certificates, then one finding per server."""
    if settings.kafka_ca_file is not None:
        for found in _authorities(settings.kafka_ca_file):
            yield found
    for endpoint in endpoints(settings):
        try:
            reason = await asyncio.to_thread(distrust, endpoint)
            left = (await asyncio.to_thread(valid_until, endpoint) - datetime.now(UTC)).days
        except OSError:
            # A server that does not answer is a matter of the check of reachability.
            continue
        if left < LEAST_DAYS:
            yield Finding(f"the certificate of {_name(endpoint)} {_remaining(left)}", _RENEW)
        elif reason:
            yield Finding(
                f"this machine does not trust the certificate of {_name(endpoint)}: {reason}",
                "install the authority's certificate on every machine, or for Kafka set SINERGI_KAFKA_CA_FILE",
            )


def endpoints(settings: Settings) -> Iterator[Endpoint]:
    """The servers with TLS that the settings name."""
    if settings.kafka_security == "SASL_SSL":
        for server in settings.kafka_servers.split(","):
            host, _, port = server.strip().rpartition(":")
            yield Endpoint("Kafka", host, int(port), settings.kafka_ca_file)
    database = urlsplit(settings.postgres_url)
    if parse_qs(database.query).get("sslmode", ["disable"])[0] not in {"disable", "allow", "prefer"}:
        yield Endpoint("PostgreSQL", database.hostname or "", database.port or 5432, postgres=True)
    addresses = {
        "the issuer": settings.jwks_url,
        "the door": settings.public_origin,
        "the document store": settings.files_s3_endpoint or "",
        "the resolver of names": settings.resolver_url or "",
        **{f"the api of {service}": address for service, address in settings.feeds.items()},
    }
    for name, address in addresses.items():
        parts = urlsplit(address)
        if parts.scheme == "https":
            yield Endpoint(name, parts.hostname or "", parts.port or 443)


def _authorities(file: Path) -> Iterator[Finding]:
    try:
        certificates = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError) as error:
        yield Finding(f"{file} has no certificates: {error}", "set SINERGI_KAFKA_CA_FILE to the authority's file")
        return
    for each in certificates:
        left = (each.not_valid_after_utc - datetime.now(UTC)).days
        if left < LEAST_DAYS:
            yield Finding(f"the authority {each.subject.rfc4514_string()} in {file} {_remaining(left)}", _RENEW)


def _remaining(days: int) -> str:
    return "has expired" if days < 0 else f"expires in {days} days"


def _name(endpoint: Endpoint) -> str:
    return f"{endpoint.name} at {endpoint.host}:{endpoint.port}"


CHECK = Check("certificates", "every server that is called with TLS: trust, and the time left", find)
