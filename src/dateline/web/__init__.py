"""The reading room: pages, an API and tools for agents over one dataset. It asks the dataset and draws the answer."""

from __future__ import annotations

from dateline.web.settings import Settings, check_settings

__all__ = ["Settings", "check_settings"]
