"""Roadmaps as immutable bundles with a static index, and the way back: find, fetch, verify.

bundle.build_bundle(manifest, files) -> Bundle           one zip, the same bytes from the same files
reading.read_bundle(bytes, name) -> (Bundle, problems)   whatever the bytes are
sources.open_source(text) -> (Source, problems)          a folder, a bundle, an index, an http(s) address
verifying.verify_bundle(bundle, pin) -> problems         the same bytes as were pinned, signed by the same key

Its modules are imported one by one: a plan that stands on no bundle loads no cryptography.
"""

from __future__ import annotations
