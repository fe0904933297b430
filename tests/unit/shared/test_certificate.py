"""A process takes a new certificate while it runs, and keeps the old one when the files are not a pair."""

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from shared.operations.settings import Settings
from shared.processes.certificate import KEY, Certificate, https_options


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


def write(authority: trustme.CA, folder: Path) -> trustme.LeafCert:
    issued = authority.issue_cert("localhost")
    (folder / "chain.pem").write_bytes(issued.cert_chain_pems[0].bytes())
    (folder / KEY).write_bytes(issued.private_key_pem.bytes())
    return issued


def shown(context: ssl.SSLContext, authority: trustme.CA) -> str:
    """The certificate that a client is shown, without a socket."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    server = context.wrap_bio(to_server, to_client, server_side=True)
    client = trusting.wrap_bio(to_client, to_server, server_hostname="localhost")
    for side in (client, server, client):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return ssl.DER_cert_to_PEM_cert(client.getpeercert(binary_form=True) or b"")


def test_new_files_are_taken(authority: trustme.CA, tmp_path: Path) -> None:
    first = write(authority, tmp_path)
    certificate = Certificate(tmp_path / "chain.pem", tmp_path / KEY)
    assert shown(certificate.context, authority) == first.cert_chain_pems[0].bytes().decode()
    second = write(authority, tmp_path)
    asyncio.run(certificate.renew())
    assert shown(certificate.context, authority) == second.cert_chain_pems[0].bytes().decode()


def test_half_of_a_pair_changes_nothing(authority: trustme.CA, tmp_path: Path) -> None:
    first = write(authority, tmp_path)
    certificate = Certificate(tmp_path / "chain.pem", tmp_path / KEY)
    (tmp_path / KEY).write_bytes(authority.issue_cert("localhost").private_key_pem.bytes())
    asyncio.run(certificate.renew())
    (tmp_path / "chain.pem").unlink()
    asyncio.run(certificate.renew())
    assert shown(certificate.context, authority) == first.cert_chain_pems[0].bytes().decode()


def test_without_a_certificate_there_is_plain_http() -> None:
    assert https_options(Settings()) == {}


def test_a_missing_key_ends_the_start(authority: trustme.CA, tmp_path: Path) -> None:
    write(authority, tmp_path)
    (tmp_path / KEY).unlink()
    with pytest.raises(OSError, match="No such file"):
        https_options(Settings(http_certificate_file=tmp_path / "chain.pem", secrets_dir=tmp_path))
