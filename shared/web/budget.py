"""How much of its rate a caller has left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of somebody's minute, and in how many seconds the next one begins."""

    per_minute: int
    remaining: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """As the answer says it (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"default";q={self.per_minute};w=60',
            "RateLimit": f'"default";r={self.remaining};t={self.seconds}',
        }
