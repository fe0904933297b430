"""Loading the reference data: offices, facilities and fields of cooperation."""

from deploy.installation.as_operator import run_use_case
from services.agreements.register.commands import reference
from shared.operations.settings import Settings


def load_reference(settings: Settings) -> None:
    """Load the reference data of this version; loading it again changes nothing."""
    run_use_case(settings, "reference load", reference.load_reference, reference.LoadReference())
