"""Data that is shipped in YAML files beside the code."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml


def load_yaml(file: Traversable | Path) -> Any:
    """Read a YAML file."""
    # By libyaml: PyYAML's own parser takes eight times as long, half a second of the start of a process.
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
