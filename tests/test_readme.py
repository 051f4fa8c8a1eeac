"""What the README shows was run: its console blocks and its Python block give what it says."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ dateline (.+?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), CONSOLE)
def test_console_blocks_begin_as_shown(command: str, shown: str) -> None:
    assert CliRunner().invoke(app, shlex.split(command)).stdout.startswith(shown)


def test_there_is_a_console_block() -> None:
    assert CONSOLE


def test_the_python_block_prints_what_follows_it() -> None:
    (code, printed), *_ = re.findall(r"```python\n(.*?)```\s+prints\s+```\n(.*?)```", README, re.DOTALL)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own text, run to prove it
    assert out.getvalue() == printed
