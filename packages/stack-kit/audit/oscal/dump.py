"""Writes component.schema.json: the structure of an OSCAL component definition, without its prose.

    pip install compliance-trestle==5.2.0 && python dump.py
"""

import json
from pathlib import Path

from trestle.oscal import OSCAL_VERSION, component

PROSE = {"description", "title", "examples", "default"}


def structure(value, names=False):
    """A JSON Schema without prose; below `properties` and `$defs` keys are names and stay."""
    if isinstance(value, list):
        return [structure(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: structure(inner, names=not names and key in ("properties", "$defs"))
        for key, inner in value.items()
        if names or key not in PROSE
    }


schema = structure(component.Model.model_json_schema(by_alias=True))
schema["$comment"] = (
    f"Structure of OSCAL {OSCAL_VERSION} component definitions (NIST, public domain), "
    "from the models of compliance-trestle 5.2.0 (Apache-2.0) by dump.py"
)
Path(__file__).with_name("component.schema.json").write_text(
    json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n"
)
