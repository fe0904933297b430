"""The embedded stack with TLS on every line: PostgreSQL, Kafka and the services, by an authority of the tests."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx2
import pytest
import trustme
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from deploy.local import parts, stack
from deploy.local.addresses import environment_of as plain
from deploy.local.folder import Folder
from deploy.local.probes import page_answers, port_answers
from deploy.local.servers import kafka, kafka_settings
from deploy.local.settings import LocalSettings
from shared.processes.certificate import KEY
from tests.operations.postgres_tls import PostgresTls

NAMES = ("localhost", "127.0.0.1")


class LocalAuthority:
    """An authority, and the files of the certificates that it has issued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority = trustme.CA()
        self.file = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(self.file)

    def issue(self, chain: Path, key: Path) -> None:
        """Write a new certificate and its key."""
        issued = self.authority.issue_cert(*NAMES)
        key.write_bytes(issued.private_key_pem.bytes())
        chain.write_bytes(b"".join(each.bytes() for each in issued.cert_chain_pems))

    def server_context(self) -> ssl.SSLContext:
        """A server's context with a certificate of its own."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*NAMES).configure_cert(context)
        return context

    def trusting(self) -> ssl.SSLContext:
        """A client's context that trusts nobody else."""
        return ssl.create_default_context(cafile=self.file)


def encrypt(monkeypatch: pytest.MonkeyPatch, authority: LocalAuthority, database: PostgresTls) -> None:
    """Let the next stack of this process speak TLS only."""
    _encrypt_kafka(monkeypatch, authority)
    authority.issue(authority.folder / "http.pem", authority.folder / "http.key")

    def environment_of(settings: LocalSettings, folder: Folder, ports: Mapping[str, int]) -> dict[str, str]:
        database.server = ports["postgres"]
        return (given := plain(settings, folder, ports)) | _addresses(given, authority, database.port)

    async def answers(port: int, path: str) -> bool:
        if path == "/jwks.json":
            return await page_answers(port, path)
        try:
            async with httpx2.AsyncClient(verify=authority.trusting(), trust_env=False, timeout=3) as client:
                return (await client.get(f"https://127.0.0.1:{port}{path}")).is_success
        except httpx2.HTTPError:
            return False

    monkeypatch.setattr(stack, "environment_of", environment_of)
    monkeypatch.setattr(parts, "page_answers", answers)


def put_key_in(secrets: Path, authority: LocalAuthority) -> None:
    """The private key of the services is one of their secrets."""
    (secrets / KEY).symlink_to(authority.folder / "http.key")


def _encrypt_kafka(monkeypatch: pytest.MonkeyPatch, authority: LocalAuthority) -> None:
    issued = authority.authority.issue_cert(*NAMES)
    keystore = authority.folder / "kafka.pem"
    # Java reads keys of PKCS 8 only.
    key = load_pem_private_key(issued.private_key_pem.bytes(), password=None)
    own = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    keystore.write_bytes(own + b"".join(each.bytes() for each in issued.cert_chain_pems))
    encrypted = kafka_settings._CONSTANT.replace("CLIENTS:SASL_PLAINTEXT", "CLIENTS:SASL_SSL")
    stores = {"keystore": keystore, "truststore": authority.file}
    lines = (f"ssl.{name}.{key}={value}\n" for name, file in stores.items() for key, value in _store(file).items())
    monkeypatch.setattr(kafka_settings, "_CONSTANT", encrypted + "".join(lines))
    monkeypatch.setattr(kafka, "kafka_answers", lambda port, _user, _password: port_answers(port))


def _store(file: Path) -> Mapping[str, str]:
    return {"type": "PEM", "location": str(file)}


def _addresses(plain: Mapping[str, str], authority: LocalAuthority, port: int) -> dict[str, str]:
    database = urlsplit(plain["SINERGI_POSTGRES_URL"])
    query = f"sslmode=verify-full&sslrootcert={authority.file}"
    served = {name: plain[name].replace("http://", "https://") for name in ("SINERGI_FEEDS", "SINERGI_PUBLIC_ORIGIN")}
    return {
        "SINERGI_POSTGRES_URL": urlunsplit(database._replace(netloc=f"127.0.0.1:{port}", query=query)),
        "SINERGI_KAFKA_SECURITY": "SASL_SSL",
        "SINERGI_KAFKA_CA_FILE": str(authority.file),
        "SINERGI_HTTP_CERTIFICATE_FILE": str(authority.folder / "http.pem"),
        **served,
        # What OpenSSL trusts instead of the machine's authorities.
        "SSL_CERT_FILE": str(authority.file),
    }
