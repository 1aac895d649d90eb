"""RM1xx: the files and texts that a text names."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["NAMING_CODES"]

NAMING_CODES: tuple[Code, ...] = (
    Code("RM166", "path-leads-out",
         "«{path}» is not opened: a text names only what lies in its own folder and those around it",
         "here that is everything under {folder}\ncopy the file there and name it by a path that does not "
         "begin at the top of the disk\nor put an empty file «.roadmap-workspace» into the folder that "
         "holds both"),
    Code("RM167", "not-a-file", "«{file}» is a pipe, a device or a socket, and was not opened",
         "name a file"),
    Code("RM168", "link-not-followed", "«{file}» is a link, and what is published is taken from files alone",
         "put the file itself in the place of the link"),
    Code("RM169", "bundle-text-misnamed",
         "the bundle promises the text {name}, and the text in it calls itself {found}",
         "do not use this bundle; take it from its publisher again"),
    Code("RM170", "roadmap-not-found", "there is no roadmap «{name}»",
         "perhaps {near} was meant\nknown here: {known}\na roadmap that is not published here is named by "
         "its path, such as {path}\nput its text beside this one: {beside}"),
    Code("RM171", "version-not-at-hand", "version {wanted} of «{name}» is wanted, and here is {found}",
         "write «{name}@{found}», or get the version that is wanted"),
    Code("RM172", "extends-in-circle", "«{name}» extends itself: {circle}",
         "delete «extends» in one of these texts"),
    Code("RM173", "procedure-not-found", "there is no procedure «{name}» in the catalogue",
         "perhaps {near} was meant\nknown here: {known}\na procedure of your own is written out under "
         "«forms»"),
    Code("RM174", "name-differs-from-file", "the file is called «{stem}» and the text in it «{name}»",
         "rename one of them, or others will not find the text", severity=Severity.WARNING),
)  # fmt: skip
