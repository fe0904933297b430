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
_SETTINGS = {"Kafka": "SINERGI_KAFKA_CA_FILE", "PostgreSQL": "sslrootcert in SINERGI_POSTGRES_URL"}
"""Where the file of an authority is named, by endpoint."""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The authorities' own certificates, then one finding per server."""
    served = list(endpoints(settings))
    for file, variable in {each.ca_file: _SETTINGS[each.name] for each in served if each.ca_file}.items():
        for found in _authorities(file, variable):
            yield found
    for endpoint in served:
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
                "install the authority's certificate on every machine, or name it: for Kafka in SINERGI_KAFKA_CA_FILE, "
                "for PostgreSQL as sslrootcert in SINERGI_POSTGRES_URL, for HTTP in SSL_CERT_FILE",
            )


def endpoints(settings: Settings) -> Iterator[Endpoint]:
    """The servers with TLS that the settings name."""
    if settings.kafka_security == "SASL_SSL":
        for server in settings.kafka_servers.split(","):
            host, _, port = server.strip().rpartition(":")
            yield Endpoint("Kafka", host, int(port), settings.kafka_ca_file)
    database = urlsplit(settings.postgres_url)
    options = parse_qs(database.query)
    if options.get("sslmode", ["disable"])[0] not in {"disable", "allow", "prefer"}:
        authority = Path(options["sslrootcert"][0]) if "sslrootcert" in options else None
        yield Endpoint("PostgreSQL", database.hostname or "", database.port or 5432, authority, postgres=True)
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


def _authorities(file: Path, variable: str) -> Iterator[Finding]:
    try:
        certificates = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError) as error:
        yield Finding(f"{file} has no certificates: {error}", f"set {variable} to the authority's file")
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
