"""RM526–RM537: a registry of schools that becomes the texts of schools."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["ENROLLING_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

ENROLLING_CODES: tuple[Code, ...] = (
    Code(
        "RM526",
        "registry-columns-unknown",
        "columns of the registry that fill nothing in a school's texts: {columns}",
        "`roadmap new registry --columns` lists those that do\nperhaps {near} was meant",
        severity=_N,
    ),
    Code(
        "RM527",
        "registry-columns-of-one-field",
        "the columns «{column}» and «{other}» of the registry both fill «{path}»; «{column}» counts",
        "keep one of the two",
        severity=_W,
    ),
    Code(
        "RM528",
        "registry-value-refused",
        "row {row}, column «{column}»: this cannot be taken: {reason}",
        "correct the cell; until then nothing of this school is written",
    ),
    Code(
        "RM529",
        "registry-value-missing",
        "row {row}, column «{column}»: a new school is not made without it, and nothing stands there",
        "fill the cell in, or answer for all schools: {path}=…",
    ),
    Code(
        "RM530",
        "registry-id-unfit",
        "row {row}, column «{column}»: «{id}» can name neither a school for programs nor its folder",
        "small Latin letters, figures and single hyphens, and no name that Windows keeps for itself\n"
        "for example «{proposal}»",
    ),
    Code(
        "RM531",
        "school-folder-untouched",
        "row {row}: the folder «{folder}» is not touched: {why}",
        "give the school another id, or move what lies there",
    ),
    Code(
        "RM532",
        "registry-names-other-roadmap",
        "row {row}: the registry names the roadmap «{roadmap}»; the school's plan stands on «{found}», and "
        "stays there",
        "another version comes by `roadmap update {file}`; a plan by another roadmap is a text of its own",
        severity=_W,
    ),
    Code(
        "RM533",
        "schools-left-registry",
        "folders of schools that the registry does not have: {count}: {names}. Nothing in them is changed",
        "whoever has really left can be moved away by hand",
        severity=_N,
    ),
    Code(
        "RM534",
        "registry-value-needless",
        "row {row}, column «{column}»: nobody asks this school «{path}», so the cell is not used",
        "empty the cell, or fill in what it depends on",
        severity=_W,
    ),
    Code(
        "RM535",
        "registry-read-in-part",
        "{file}: this is not read: {what}",
        "put all schools on one sheet, and at most 50 000 of them into one file",
        severity=_W,
    ),
    Code(
        "RM536",
        "registry-without-schools",
        "the registry {file} has no row of a school that counts",
        "write each school into a row of its own below the captions",
    ),
    Code(
        "RM537",
        "registry-too-large",
        "{file} is too large for a registry: {found} of at most {limit}",
        "leave only the rows of schools in it, without pictures and formats; 40 000 schools fit into CSV",
    ),
)
