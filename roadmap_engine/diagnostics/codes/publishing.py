"""RM80x, RM81x: publishing, pinning and fetching bundles."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["PUBLISHING_CODES"]

PUBLISHING_CODES: tuple[Code, ...] = (
    Code("RM800", "published-version-differs", "{name} is published already, with other content: {files}",
         "raise the version in the text and say under «changes» what it changes\na published version never "
         "changes, because schools stand on it"),
    Code("RM801", "version-not-newer", "{name} is older than {newest}, which is published already",
         "raise the version above {newest}\nor say --older, if this is meant for those who stay with the "
         "older version"),
    Code("RM802", "version-without-changes", "the text does not say what version {version} changes",
         "write it for those who have the earlier version: changes: {{{version}: …}}",
         severity=Severity.WARNING),
    Code("RM803", "key-not-usable", "«{file}» holds no Ed25519 private key without a password",
         "make one with «roadmap publish --new-key FILE» and keep it where nobody else can read it"),
    Code("RM804", "signed-otherwise-than-before",
         "{name} is not signed by the key of the version before it, {key}",
         "sign with the same key, or whoever pinned it will refuse this version\nif that key is lost, tell "
         "the schools the new one by another way than this folder", severity=Severity.WARNING),
    Code("RM805", "version-withdrawn", "{name} was withdrawn by its publisher: «{reason}»",
         "take another version", severity=Severity.WARNING),
    Code("RM806", "source-not-understood",
         "«{source}» is no folder, no bundle, no index and no http(s) address that can be used",
         "check the name\nan address begins with http:// or https:// and has no password in it"),
    Code("RM807", "source-not-reached", "«{file}» cannot be read: {reason}",
         "check the address and the network, and try again\na bundle can also be passed on as a file: name "
         "the file or its folder instead of the address"),
    Code("RM808", "source-too-slow", "«{file}» gave no whole answer within {seconds} seconds",
         "try again later\na bundle can also be passed on as a file: name the file or its folder instead "
         "of the address"),
    Code("RM809", "source-too-large", "«{file}» is larger than {limit} MB, the most that is taken in",
         "check that the address or file is the right one"),
    Code("RM810", "redirect-refused", "«{file}» leads on to «{found}», and it is not followed there",
         "name the address the files really stand at; from https the way must not lead to http, and never "
         "over more than five steps"),
    Code("RM811", "index-not-understood",
         "«{file}» is no list of published roadmaps that this program understands",
         "name the folder that «roadmap publish» wrote\na newer program may have written it: install an "
         "update"),
    Code("RM812", "not-in-source", "«{file}» has no «{name}»", "perhaps {near} was meant\nthere is: {known}"),
    Code("RM813", "taken-from-cache", "«{file}» gives no answer; the list seen there last time is used",
         "newer versions may exist: try again when the network is back", severity=Severity.NOTICE),
    Code("RM814", "bundle-not-readable", "«{file}» is no bundle of a roadmap: {what} cannot be read",
         "take the file from its publisher again\na newer program may have written it: install an update"),
    Code("RM815", "bundle-entry-refused", "«{file}» holds something that no bundle has: {entry}",
         "do not use this file; take it from its publisher again"),
    Code("RM816", "bundle-altered", "«{entry}» in «{file}» is not as the bundle's own list says",
         "the file was damaged or altered: take it from its publisher again"),
    Code("RM817", "pinned-bundle-differs",
         "«{file}» is not the bundle of {name} that it should be: SHA-256 {expected} is expected, this one "
         "has {found}",
         "a published version never changes: ask its publisher what happened, or take the bundle "
         "again\nnothing of it was used", lesser=Severity.WARNING),
    Code("RM818", "signature-refused", "«{file}» is not signed by the publisher's key {key}",
         "it carries the signature of another key: {found}\ntake it from its publisher again; if the key "
         "was changed, have the new one confirmed and pin it"),
    Code("RM819", "bundle-not-at-hand", "the bundle of {name} that this text stands on is not here",
         "put it there again: {file}\n«roadmap update» fetches it from {source}"),
    Code("RM770", "pin-of-nothing", "«{name}» is pinned to a bundle, and stands on no other text",
         "say under «extends» which text it stands on, or delete «pinned»"),
    Code("RM771", "base-unproved",
         "«{file}» is not shown to be the text of {name} that this layer is pinned to",
         "ask the publisher of the layer for a bundle made with «roadmap publish»\nnothing of it was used"),
    Code("RM772", "base-not-pinned", "this layer stands on the bundle {name} and is not pinned to it",
         "to have every reader verify it: pinned: {{source: {file}, sha256: {sha256}}}\nit is signed by "
         "{key}: confirm that with its publisher and add «key»", severity=Severity.NOTICE),
)  # fmt: skip
