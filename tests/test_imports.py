import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("onnxruntime", "numpy", "rich.table", "ruamel", "py3langid", "sqlite3")


def test_importing_dateline_and_asking_for_help_loads_nothing_heavy() -> None:
    code = "import sys, dateline, dateline.cli.main; print([m for m in sys.argv[1:] if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_the_public_names_are_there() -> None:
    import dateline

    for name in dateline.__all__:
        assert getattr(dateline, name) is not None


def test_coding_needs_no_network_and_leaves_no_file(tmp_path: Path) -> None:
    code = (
        "import socket; socket.socket = None\n"
        "from dateline import code\n"
        "report = code('Kenya expelled two Ugandan diplomats on Tuesday.', published='2024-03-05')\n"
        "print(report.events[0].type, report.events[0].day.start)"
    )
    env = {**os.environ, "HOME": str(tmp_path)}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, env=env, check=True)
    assert done.stdout.split() == ["SANCTION", "2024-03-05"]
    assert list(tmp_path.iterdir()) == []
