"""Reads the certificate of a server: whether this machine trusts it, and until when it is valid."""

import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

CONNECT_TIMEOUT_SECONDS = 5.0
# PostgreSQL's SSLRequest: length 8, then the code 1234 5679.
_POSTGRES_ASKS = bytes.fromhex("0000000804d2162f")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server with TLS. `postgres`: TLS begins after a request in plain."""

    name: str
    host: str
    port: int
    ca_file: Path | None = None
    postgres: bool = False


def valid_until(endpoint: Endpoint) -> datetime:
    """The end of its certificate's validity, whether trusted or not. Raises `OSError`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with _connect(endpoint, context) as connection:
        certificate = connection.getpeercert(binary_form=True)
    return x509.load_der_x509_certificate(certificate or b"").not_valid_after_utc


def distrust(endpoint: Endpoint) -> str | None:
    """Why this machine does not trust the certificate, or None. Raises `OSError`."""
    try:
        with _connect(endpoint, ssl.create_default_context(cafile=endpoint.ca_file)):
            return None
    except ssl.SSLCertVerificationError as error:
        return error.verify_message


def _connect(endpoint: Endpoint, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((endpoint.host, endpoint.port), CONNECT_TIMEOUT_SECONDS)
    try:
        if endpoint.postgres:
            plain.sendall(_POSTGRES_ASKS)
            # `S`: TLS follows. Without TLS the server closes, and so the handshake fails.
            plain.recv(1)
        return context.wrap_socket(plain, server_hostname=endpoint.host)
    except BaseException:
        plain.close()
        raise
