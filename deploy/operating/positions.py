"""Assigning a position on the command line, which is the only way to assign the first operator."""

from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from deploy.installation.as_operator import run_use_case
from deploy.installation.trouble import Trouble
from services.agreements.register.commands import positions
from shared.operations.settings import Settings
from shared.values.refusals import Refusal


def assign_position(settings: Settings, account: str, capability: str, scope_kind: str, unit: str = "") -> UUID:
    """Assign a position from today on; return its id. Raises `Trouble` when the values are wrong or it is refused."""
    given = {"account": account, "capability": capability, "scope_kind": scope_kind, "unit": unit}
    try:
        command = TypeAdapter(positions.AssignPosition).validate_python(given)
        return run_use_case(settings, "positions assign", positions.assign_position, command).id
    except ValidationError as error:
        raise Trouble("; ".join(f"{part['loc'][0]}: {part['msg']}" for part in error.errors())) from error
    except Refusal as refusal:
        raise Trouble(refusal.sentence.en) from refusal
