"""Where the reading room listens, and what it may do."""

from __future__ import annotations

from ipaddress import ip_address

from msgspec import Struct

from dateline.errors import ConfigError

SHORTEST_TOKEN = 16


class Settings(Struct, frozen=True):
    """`token`: without it nobody writes, nor reads from another machine; `seconds`: the most a question may take."""

    dataset: str
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    seconds: float = 10.0

    @property
    def is_local(self) -> bool:
        """Only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def check_settings(settings: Settings) -> None:
    """ConfigError where another machine could read without a token, or a token could be guessed."""
    if settings.token is None and not settings.is_local:
        raise ConfigError(f"{settings.host} can be reached from other machines: give a --token that readers must know")
    if settings.token is not None and len(settings.token) < SHORTEST_TOKEN:
        raise ConfigError(f"the token is shorter than {SHORTEST_TOKEN} characters: it could be guessed")
