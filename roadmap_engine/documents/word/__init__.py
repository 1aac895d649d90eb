"""Word documents from templates: safe to take from a stranger, compiled once, the same bytes every time.

    read_package(data, name)            the gate: bytes → Package, or problems
    compile_template(data, name, shape) tags checked against the shape of the values → WordTemplate
    WordTemplate.render(values, properties) → bytes of a .docx

The tags are docxtpl's; what they may say is in `guard`.
"""

from __future__ import annotations

from roadmap_engine.documents.word.columns import arrange_columns
from roadmap_engine.documents.word.fields import (
    Field,
    Flag,
    Listing,
    Number,
    Picture,
    PlainList,
    Record,
    Text,
    trial_values,
)
from roadmap_engine.documents.word.filling import Filling, Fitting, compile_fitted, fill_template
from roadmap_engine.documents.word.images import MILLIMETRE, Image, read_image
from roadmap_engine.documents.word.layouts import DEFAULT_LAYOUT, apply_layout
from roadmap_engine.documents.word.package import Package, read_package
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.template import WordTemplate, compile_package, compile_template

__all__ = [
    "DEFAULT_LAYOUT",
    "MILLIMETRE",
    "Field",
    "Filling",
    "Fitting",
    "Flag",
    "Image",
    "Listing",
    "Number",
    "Package",
    "Picture",
    "PlainList",
    "Properties",
    "Record",
    "Text",
    "WordTemplate",
    "apply_layout",
    "arrange_columns",
    "compile_fitted",
    "compile_package",
    "compile_template",
    "fill_template",
    "read_image",
    "read_package",
    "trial_values",
]
