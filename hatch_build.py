"""Packs the YAML files of the package when it is installed, from wheel or tree (docs/decisions/0034)."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel or an editable install is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Packs, and puts the pack into the wheel although git ignores it."""
        del version
        spec = spec_from_file_location("packing", Path(self.root) / "src/dateline/ontology/packing.py")
        assert spec is not None
        assert spec.loader is not None
        packing = module_from_spec(spec)
        spec.loader.exec_module(packing)
        packing.pack()
        build_data["artifacts"].append(f"/{packing.PACKED.relative_to(self.root).as_posix()}")
