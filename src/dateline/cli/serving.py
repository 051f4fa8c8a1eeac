"""`dateline serve`: the reading room over a dataset. `dateline mcp`: the same dataset for agents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import EXIT_CODES

if TYPE_CHECKING:
    from dateline.web import Settings

Folder = Annotated[str, typer.Argument(metavar="DATASET", help="A dataset's folder.")]
NEEDS = "the reading room needs the extra [web]: pip install 'dateline[web]'"


def serve(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    dataset: Folder,
    host: Annotated[
        str, typer.Option(help="Where to listen; other machines reach it only with a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=0, max=65535)] = 8765,
    token: Annotated[
        str | None, typer.Option(help="A secret of 16 characters or more: who knows it may judge.")
    ] = None,
    token_file: Annotated[Path | None, typer.Option(help="A file whose first line is the token.")] = None,
    seconds: Annotated[float, typer.Option(help="The most that one question may take.", min=0.1)] = 10.0,
) -> None:
    """Open the reading room: pages and an API. Without a token it is read-only, and for this machine alone."""
    from dateline.errors import DatelineError

    try:
        _run(dataset, host, port, token or _first_line(token_file), seconds)
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error


def mcp(dataset: Folder) -> None:
    """Serve a dataset to an agent (MCP, standard input and output): search events, read evidence, code a text."""
    from dateline.errors import ConfigError, DatelineError

    try:
        try:
            from dateline.web.agents import make_server
        except ModuleNotFoundError as error:
            raise ConfigError(NEEDS) from error
        make_server(dataset).run("stdio")
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error


def _run(dataset: str, host: str, port: int, token: str | None, seconds: float) -> None:
    from dateline.errors import ConfigError

    try:
        import uvicorn

        from dateline.web import Settings
        from dateline.web.app import make_app
    except ModuleNotFoundError as error:
        raise ConfigError(NEEDS) from error
    settings: Settings = Settings(dataset, host, port, token, seconds)
    app = make_app(settings, warmed=True)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(
        f"dateline: http://{shown}:{port}/ ({'a token lets you judge' if token else 'read-only'}; Ctrl-C ends)",
        err=True,
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=5)


def _first_line(path: Path | None) -> str | None:
    from dateline.errors import ConfigError

    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
