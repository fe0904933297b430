"""What the register can be asked, by anybody who holds a position, or by those who give them."""

from shared.values.capabilities import Capability

ANYBODY = tuple(Capability)
