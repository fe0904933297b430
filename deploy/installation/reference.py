"""`sinergi reference`: bring offices, facilities and fields to what is shipped."""

from deploy.installation.as_operator import run_use_case
from shared.operations.settings import Settings


def load_reference(settings: Settings) -> None:
    """Load the reference data; a second time changes nothing."""
    from services.agreements.register.commands import reference

    run_use_case(settings, "reference", reference.load_reference, reference.LoadReference())
