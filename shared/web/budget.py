"""The requests that a caller has left in this minute."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """The rate, the requests left in this minute, and the seconds until the next one."""

    per_minute: int
    remaining: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """The headers of an answer (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"default";q={self.per_minute};w=60',
            "RateLimit": f'"default";r={self.remaining};t={self.seconds}',
        }
