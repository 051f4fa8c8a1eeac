"""What a release says of itself: to frictionless, to Croissant, to those who cite it, and to its readers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version as installed
from typing import Any

from msgspec import Struct

from dateline.dataset.exporting.keys import KEYS
from dateline.dataset.releasing.codebook import Entry, entries
from dateline.dataset.releasing.tables import QUOTATION, Described
from dateline.errors import ConfigError

Record = dict[str, Any]

_CROISSANT = "http://mlcommons.org/croissant/"
_KINDS = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The context that Croissant's specification prints: what its short names stand for.
_CONTEXT: Record = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": _CROISSANT,
    "rai": f"{_CROISSANT}RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes "
            "isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate "
            "separator source subField transform"
        ).split()
    },
}


class About(Struct, frozen=True):
    """What its maker says of a release; `commit` is the dataset's. ConfigError where the licence is no SPDX id."""

    title: str
    creators: tuple[str, ...]
    licence: str | None
    commit: int
    with_text: bool = False

    def __post_init__(self) -> None:
        if self.licence is not None and not re.fullmatch(r"[A-Za-z0-9.+-]+", self.licence):
            raise ConfigError(f"--licence {self.licence!r}: an SPDX id, such as CC-BY-4.0")

    @property
    def description(self) -> str:
        """One sentence."""
        return (
            f"Political event data (PLOVER, CAMEO) read in news reports; commit {self.commit} of a dataset of Dateline."
        )


def datapackage(described: Sequence[Described], about: About) -> Record:
    """The data package of frictionless (v1): every CSV with its schema."""
    package: Record = {
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", about.title.lower()).strip("-") or "events",
        "title": about.title,
        "description": about.description,
        "version": str(about.commit),
        "licenses": [{"name": about.licence, "path": _spdx(about.licence)}] if about.licence else None,
        "contributors": [{"title": name, "role": "author"} for name in about.creators] or None,
        "resources": [_sheet(table) for table in described],
    }
    return {name: value for name, value in package.items() if value is not None}


def _sheet(table: Described) -> Record:
    schema: Record = {"fields": [_field(e) for e in entries(table.name)], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = list(KEYS[table.name])
    return {
        "name": table.name,
        "path": table.csv["path"],
        "bytes": table.csv["bytes"],
        "hash": f"sha256:{table.csv['sha256']}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(entry: Entry) -> Record:
    field: Record = {"name": entry.name, "type": entry.type, "description": entry.column.meaning}
    # A text that is there but has no letters is an empty cell, too: only other kinds of cells can be required.
    if not entry.column.may_be_null and entry.type != "string":
        field["constraints"] = {"required": True}
    return field


def croissant(described: Sequence[Described], about: About) -> Record:
    """The JSON-LD of Croissant 1.0: the files with their checksums, and the CSVs as sets of records."""
    record: Record = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": f"{_CROISSANT}1.0",
        "name": about.title,
        "description": about.description,
        "version": f"{about.commit}.0.0",
        "license": _spdx(about.licence) if about.licence else None,
        "creator": [{"@type": "sc:Organization", "name": name} for name in about.creators] or None,
        "distribution": [_object(f) for table in described for f in (table.csv, table.parquet)],
        "recordSet": [_record_set(table) for table in described],
    }
    return {name: value for name, value in record.items() if value is not None}


def _object(file: Mapping[str, Any]) -> Record:
    kind = "text/csv" if file["path"].endswith(".csv") else "application/x-parquet"
    return {
        "@type": "cr:FileObject",
        "@id": file["path"],
        "name": file["path"],
        "contentUrl": file["path"],
        "contentSize": f"{file['bytes']} B",
        "encodingFormat": kind,
        "sha256": file["sha256"],
    }


def _record_set(table: Described) -> Record:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table.name}/{e.name}",
            "name": e.name,
            "description": e.column.meaning,
            "dataType": _KINDS[e.type],
            "source": {"fileObject": {"@id": table.csv["path"]}, "extract": {"column": e.name}},
        }
        for e in entries(table.name)
    ]
    keys = [{"@id": f"{table.name}/{name}"} for name in KEYS.get(table.name, ())]
    named = {"@type": "cr:RecordSet", "@id": table.name, "name": table.name}
    return {**named, **({"key": keys} if keys else {}), "field": fields}


def citation(about: About, versions: Sequence[Record]) -> str:
    """CITATION.cff: the dataset, and the program that made it. JSON's strings are YAML's, whatever they hold."""
    authors = [{"name": name} for name in about.creators or ("The makers of this dataset",)]
    code = ", ".join(sorted({str(v["code"]) for v in versions}))
    made = {"type": "software", "title": "Dateline", "authors": [{"name": "The Dateline developers"}], "version": code}
    lines: Record = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with their version and the versions in manifest.json.",
        "type": "dataset",
        "title": about.title,
        "abstract": about.description,
        "authors": authors,
        "version": str(about.commit),
        "license": about.licence,
        "references": [made],
    }
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in lines.items() if v is not None)


def manifest(described: Sequence[Described], about: About, versions: Sequence[Record], outcomes: Record) -> Record:
    """Everything that went in: versions, the model's hash where it is the model of this program, and counts."""
    from dateline.parsing.network import read_card
    from dateline.parsing.parser import MODEL

    card = read_card(MODEL)
    return {
        "title": about.title,
        "creators": list(about.creators),
        "licence": about.licence,
        "commit": about.commit,
        "with_text": about.with_text,
        "quotation": None if about.with_text else QUOTATION,
        "written_by": f"dateline {installed('dateline')}",
        "versions": [
            {**v, "model_sha256": card["sha256"] if v["model"].split("+")[0] == card["version"] else None}
            for v in versions
        ],
        "outcomes": outcomes,
        "rows": {table.name: table.rows for table in described},
    }


def readme(described: Sequence[Described], about: About, versions: Sequence[Record]) -> str:
    """What a visitor reads first."""
    words = (
        "Titles and texts of the articles are in `texts`: mind their owners' rights."
        if about.with_text
        else f"It holds no titles and texts of articles; no quotation in it has more than {QUOTATION} characters."
    )
    rows = "\n".join(f"| `{table.name}` | {table.rows} |" for table in described)
    coded = "\n".join(
        f"- version {v['version']}: code {v['code']}, model {v['model']}, lexicon {v['lexicon']}, "
        f"ontology {v['ontology']}, facts {v['facts']}"
        for v in versions
    )
    return f"""# {about.title}

{about.description}

Licence: {about.licence or "none was given"}. {words}

| table | rows |
|---|---|
{rows}

`parquet/` and `csv/` hold the same rows; `codebook.csv` and `codebook.md` say what they mean; `datapackage.json`
(frictionless, the CSVs) and `croissant.json` say it to machines; `manifest.json` has versions, counts and checksums;
`CITATION.cff` says how to cite. `Rscript read_in_r.R` reads it in R.

An article that was coded twice has rows under both versions: its newest is the greatest `version` in `articles`.
In CSV, text that a spreadsheet would run as a formula has an apostrophe in front.

Coded with Dateline:

{coded}
"""


def _spdx(licence: str | None) -> str:
    return f"https://spdx.org/licenses/{licence}.html"
