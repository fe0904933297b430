"""Structured logs: one JSON object per line, or coloured lines for a terminal; they never contain personal data."""

import logging
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar

import structlog

from shared.operations.errors import format_error
from shared.operations.settings import Settings

OWN = ("services", "shared")
"""Packages to which the log level applies; libraries log warnings only, because some log every message."""


CURRENT_CAUSE: ContextVar[Callable[[], Mapping[str, str]] | None] = ContextVar("current_cause", default=None)
"""Names the cause of the present work. A function, because binding names for every event would cost more than it."""


def add_cause(_logger: object, _method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Add the correlation and causation ids of the present work, unless the entry names others."""
    if (name := CURRENT_CAUSE.get()) is not None:
        for key, value in name().items():
            entry.setdefault(key, value)
    return entry


def configure_logs(settings: Settings, process: str) -> None:
    """Set up structlog for this process; library logs of level WARNING or above go through it too."""
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared_steps: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        add_cause,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(format_error),
    ]
    structlog.configure(
        processors=[*shared_steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=[*shared_steps, structlog.stdlib.ExtraAdder()],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for own in OWN:
        logging.getLogger(own).setLevel(settings.log_level)
    structlog.contextvars.bind_contextvars(process=process)
