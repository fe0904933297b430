"""The applications of the services, made once in a process: with its OpenAPI document, one takes up to two seconds."""

from functools import cache
from importlib import import_module

from shared.operations.settings import Settings
from shared.web.description.openapi import Api


@cache
def application_of(service: str) -> Api:
    """The application of a service's api process. A test must not change it."""
    application: Api = import_module(f"services.{service}.bootstrap").api(Settings())
    return application
