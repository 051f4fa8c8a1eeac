"""PLOVER 2.0 and CAMEO as tables: types, modes, contexts, statuses, scores, codes, and the ways between the two."""

from .actors import cameo_actor
from .checking import check
from .loading import load_ontology
from .own import add_own_type, own_types, with_own_types
from .packing import Parsed
from .plover import CameoCode, Code, Context, EventType, Mode, Ontology, StatusRule
from .yaml import read_yaml

__all__ = [
    "CameoCode",
    "Code",
    "Context",
    "EventType",
    "Mode",
    "Ontology",
    "Parsed",
    "StatusRule",
    "add_own_type",
    "cameo_actor",
    "check",
    "load_ontology",
    "own_types",
    "read_yaml",
    "with_own_types",
]
