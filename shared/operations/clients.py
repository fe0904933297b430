"""HTTP clients of Sinergi's own processes."""

from typing import Any

import httpx2


def direct_client(timeout: httpx2.Timeout | float, **options: Any) -> httpx2.AsyncClient:
    """A client that reaches another process directly; `options` are further ones of `httpx2.AsyncClient`.

    A proxy in the environment is for outgoing traffic only: it would look for 127.0.0.1 on its own machine, and it
    must not see tokens. The environment's authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`) count.
    """
    return httpx2.AsyncClient(timeout=timeout, trust_env=False, verify=httpx2.create_ssl_context(), **options)
