"""`sinergi positions appoint`: gives a position, above all the first operator's, whom nobody else could appoint."""

from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from deploy.installation.as_operator import run_use_case
from deploy.installation.trouble import Trouble
from shared.operations.settings import Settings
from shared.values.refusals import Refusal


def appoint(settings: Settings, account: str, capability: str, scope_kind: str, unit: str = "") -> UUID:
    """Give a position from today on; return its id. Raises `Trouble` with what stands against it."""
    from services.agreements.register.commands.positions import AssignPosition, assign_position

    given = {"account": account, "capability": capability, "scope_kind": scope_kind, "unit": unit}
    try:
        command = TypeAdapter(AssignPosition).validate_python(given)
        return run_use_case(settings, "positions appoint", assign_position, command).id
    except ValidationError as error:
        raise Trouble("; ".join(f"{part['loc'][0]}: {part['msg']}" for part in error.errors())) from error
    except Refusal as refusal:
        raise Trouble(refusal.sentence.en) from refusal
