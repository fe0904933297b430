"""What a person must put right in contracts, in one sentence."""


class ContractTrouble(Exception):
    """A contract, an example or the register of subscribers is not as it must be."""
