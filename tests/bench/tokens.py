"""Identifying a caller: a token that was verified a short time ago, and one that is verified each time."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from jwt import PyJWK

from deploy.local.servers.issuer import open_issuer
from deploy.local.stack import Stack
from shared.access.tokens import Tokens
from shared.operations.settings import Settings
from tests.bench.finding import Finding, Goal, Side
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

CALLERS = 50
"""Tokens in use at the same time."""


async def compare_tokens(_stack: Stack, scale: Scale) -> list[Finding]:
    """Identify callers with ES256 tokens."""
    with TemporaryDirectory() as folder:
        settings = Settings.model_validate({"environment": "embedded", "secrets_dir": Path(folder)})
        issuer = open_issuer(settings)
        verifier = Tokens(settings, None)
        verifier._keys._keys = {issuer.key_id: PyJWK(issuer.public_key)}
        verifier._keys._fetched_at = time.monotonic()
        headers = [f"Bearer {issuer.sign(f'officer-{number}')}" for number in range(CALLERS)]

        async def microseconds(*, remember: bool) -> float:
            began = time.process_time()
            for _ in range(10):
                for header in headers:
                    await verifier.actor_of(header)
                    if not remember:
                        verifier._verified.clear()
            return (time.process_time() - began) / (10 * CALLERS) * 1e6

        given = await in_turn(
            scale.rounds, ours=lambda: microseconds(remember=True), each=lambda: microseconds(remember=False)
        )
    return [
        Finding(
            "identifying a caller by its token",
            "us of CPU",
            Side("remembered for a minute", given["ours"]),
            Side("verified each time", given["each"]),
            Goal("at most", 0.5),
        )
    ]
