"""Days and times of requests are texts: pydantic would take a number as seconds, and a day at infinity."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args

import pytest
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from shared.web.description.operations import operations_of
from shared.web.edge import dependants_of
from tests.applications import application_of
from tests.behaviour.client import SERVICES

DAYS = {"date", "time"}


def accepts_days(schema: object) -> bool:
    """Whether a value of this JSON Schema may be a day or a time, by itself."""
    if not isinstance(schema, dict):
        return False
    return schema.get("format") in DAYS or any(accepts_days(each) for each in schema.get("anyOf", ()))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models in a type, with the models in their fields."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for part in get_args(annotation):
        yield from models_in(part)


def fields_of(dependant: Dependant) -> Iterator[tuple[str, FieldInfo]]:
    for each in dependants_of(dependant):
        for parameter in (*each.query_params, *each.path_params):
            yield parameter.name, parameter.field_info
        for body in each.body_params:
            for model in models_in(body.field_info.annotation):
                for name, field in model.model_fields.items():
                    yield f"{model.__name__}.{name}", field


@pytest.mark.parametrize("service", SERVICES)
def test_no_number_is_taken_for_a_day(service: str) -> None:
    seen, taken = set[str](), set[str]()
    for operation in operations_of(application_of(service)):
        for name, field in fields_of(operation.route.dependant):
            adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]
            if not accepts_days(adapter.json_schema()):
                continue
            seen.add(name)
            for number in ("1.5e-200", 86_400.0):
                try:
                    adapter.validate_python(number)
                except ValidationError:
                    continue
                taken.add(f"{operation.name}: {name}")
    assert seen
    assert taken == set()
