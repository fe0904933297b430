"""The certificate of a process that serves HTTPS itself. New files are taken while it runs; open connections stay.

A key that does not fit its certificate, such as one of two files that are being replaced, changes nothing: the process
keeps what it has, reports it, and looks again.
"""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from shared.operations.settings import Settings

log = structlog.get_logger()

LOOK_INTERVAL_SECONDS = 10
KEY = "http_key"
"""The secret with the private key, as PEM."""


class Certificate:
    """The chain and the key of this process, as files that somebody else renews."""

    def __init__(self, chain: Path, key: Path) -> None:
        self._files = (chain, key)
        self._context = _server_context()
        self._taken = self._seen()
        self._context.load_cert_chain(*self._files)

    @property
    def context(self) -> ssl.SSLContext:
        """What new connections are encrypted with."""
        return self._context

    async def renew(self) -> None:
        """Take the files if they have changed since they were taken."""
        try:
            seen = self._seen()
            if seen == self._taken:
                return
            # Tried apart, because a failure would leave the context that serves with half of a pair.
            _server_context().load_cert_chain(*self._files)
            self._context.load_cert_chain(*self._files)
        except OSError as error:
            log.warning("certificate_not_renewed", error=str(error))
            return
        self._taken = seen
        log.info("certificate_renewed")

    def _seen(self) -> list[tuple[int, int]]:
        # The inode too: a file that is put in place by renaming may be older than the one that it replaces.
        return [(each.stat().st_mtime_ns, each.stat().st_ino) for each in self._files]


def https_options(settings: Settings) -> Mapping[str, Any]:
    """The options of uvicorn: none without a certificate, which means plain HTTP. Raises `OSError`."""
    if settings.http_certificate_file is None:
        return {}
    certificate = Certificate(settings.http_certificate_file, settings.secrets_dir / KEY)
    return {
        "ssl_context_factory": lambda _config, _default: certificate.context,
        "callback_notify": certificate.renew,
        "timeout_notify": LOOK_INTERVAL_SECONDS,
    }


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
