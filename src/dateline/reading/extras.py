"""Libraries that come with the extra [news]: imported when a format asks for them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dateline.errors import ConfigError


def import_extra(module: str, what: str) -> Any:
    """The module; ConfigError where it is not installed, with `what` it is needed for ("reading web pages")."""
    try:
        return import_module(module)
    except ImportError:
        raise ConfigError(f"{what} needs the extra [news]: pip install 'dateline[news]'") from None
