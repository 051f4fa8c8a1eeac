"""Short reports of our own, and the command in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAIRS = [("Kenya", "Ugandan"), ("Jordan", "Syrian"), ("Peru", "Bolivian"), ("Nepal", "Indian"), ("Chad", "Libyan")]
SHARED_TEXT = "Norway gave Ghana 20 million dollars in aid on Monday, the foreign minister said."


def records() -> list[dict[str, str]]:
    """Reports, one that comes twice (in two shards), one without words and one that is not English."""
    made = [
        {
            "id": f"r{n}",
            "text": f"{pair[0]} expelled {n + 2} {pair[1]} diplomats on Tuesday. Police killed {n + 3} protesters in "
            f"the capital, a spokesman said.",
            "published": f"2024-03-{n + 1:02}",
            "outlet": "Kijani News",
        }
        for n, pair in enumerate(PAIRS * 3)
    ]
    made.insert(1, {"id": "first", "text": SHARED_TEXT, "published": "2024-05-01"})
    made.insert(6, {"id": "empty", "text": " "})
    made.insert(9, {"id": "second", "text": SHARED_TEXT, "published": "2024-05-02"})
    made.append(
        {"id": "german", "text": "Die Regierung hat am Montag zwei Diplomaten ausgewiesen, sagte ein Sprecher."}
    )
    return made


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "bench.hurting", *map(str, arguments)]


def dateline(*arguments: object, hurt: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, hurt where that is asked for."""
    environment = {**os.environ, "HURT": hurt}
    return subprocess.run(command(*arguments), cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
