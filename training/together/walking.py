"""The weights a part of the way from where a course began to where it ended: see decision 0040.

python -m training.together.walking --start build/revived --end build/together --share 0.7 --out build/walked
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

FILES = ("language-model.pt", "heads.pt")


def between(start: dict[str, Tensor], end: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """The weights that far from start to end; what is no real number stays as it was at the end."""
    return {k: torch.lerp(start[k], v, share) if v.is_floating_point() else v for k, v in end.items()}


def main() -> None:
    """Writes both checkpoints, which the exports take."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("start", "end", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--share", type=float, default=0.7)
    args = arguments.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        end: dict[str, Any] = torch.load(args.end / name)
        model = between(torch.load(args.start / name)["model"], end["model"], args.share)
        torch.save(end | {"model": model}, args.out / name)


if __name__ == "__main__":
    main()
