"""Word documents from templates: safe to take from a stranger, compiled once, the same bytes every time.

    package.read_package(data, name)             the gate: bytes → Package, or problems
    template.compile_package(package, shape)     tags checked against the shape of the values → WordTemplate
    WordTemplate.render(values, properties) → bytes of a .docx

The tags are docxtpl's; what they may say is in `guard`. The modules are imported one by one: to say what goes
into a document (`filling`, `fields`) takes none of the libraries that read templates.
"""

from __future__ import annotations
