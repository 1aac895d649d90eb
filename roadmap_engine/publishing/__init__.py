"""Roadmaps as immutable bundles with a static index, and the way back: find, fetch, verify.

build_bundle(manifest, files) -> Bundle          one zip, the same bytes from the same files
read_bundle(bytes, name) -> (Bundle, problems)   whatever the bytes are
open_source(text) -> (Source, problems)          a folder, a bundle, an index, an http(s) address
verify_bundle(bundle, pin) -> problems           the same bytes as were pinned, signed by the same key
"""

from __future__ import annotations

from roadmap_engine.publishing.bundle import Bundle, build_bundle, bundle_name
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.fetching import Limits
from roadmap_engine.publishing.index import INDEX_NAME, Index, Release, read_index, write_index
from roadmap_engine.publishing.manifest import FileEntry, Manifest, digest
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.signing import Signature, make_key, public_key_of, sign, write_signature
from roadmap_engine.publishing.sources import (
    SIGNATURE_ENDING,
    Source,
    open_source,
    read_bundle_file,
    source_of,
)
from roadmap_engine.publishing.verifying import explain_difference, verify_bundle, verify_signature

__all__ = [
    "INDEX_NAME",
    "SIGNATURE_ENDING",
    "Bundle",
    "Cache",
    "FileEntry",
    "Index",
    "Limits",
    "Manifest",
    "Release",
    "Signature",
    "Source",
    "build_bundle",
    "bundle_name",
    "digest",
    "explain_difference",
    "make_key",
    "open_source",
    "public_key_of",
    "read_bundle",
    "read_bundle_file",
    "read_index",
    "sign",
    "source_of",
    "verify_bundle",
    "verify_signature",
    "write_index",
    "write_signature",
]
