"""RM676–RM681, RM797, RM799, RM900: many schools at once."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["BATCH_CODES"]

BATCH_CODES: tuple[Code, ...] = (
    Code(
        "RM676",
        "two-schools-in-one-folder",
        "the papers of {file} would lie in «{place}», where those of {other} lie already",
        "give one of the two texts, or its folder, another name",
    ),
    Code(
        "RM677",
        "school-not-made",
        "the program itself failed on {file} ({kind}); what is written is whole",
        "please report it; `roadmap build {file} -o DIR` shows more with ROADMAP_TRACEBACK=1",
    ),
    Code(
        "RM678",
        "worker-died",
        "whoever made the papers of {file} has ended before they were made ({reason})",
        "repeat the command: what is made is not made again\n"
        "if it happens again, look whether the computer has enough memory",
    ),
    Code(
        "RM679",
        "worker-of-another-version",
        "a worker of the cluster runs another version of the program, {other}, and this is {program}: their "
        "papers would differ",
        "install the same version on every worker",
    ),
    Code(
        "RM680",
        "archive-of-somebody",
        "{file} is there, and no archive that this command has made; nothing is written over it",
        "choose another name with -o, or move the file away",
    ),
    Code(
        "RM681",
        "package-missing",
        "the package «{package}» is not installed: without it there is no {what}",
        "install the extra: `pip install roadmap-engine[cluster]`",
    ),
    Code(
        "RM797",
        "address-not-known",
        "papers cannot be put at {url}: {reason}",
        "write an address that fsspec knows, such as s3://bucket/papers, and install the package it needs",
    ),
    Code(
        "RM799",
        "papers-not-written",
        "the system refuses {file}: {reason}; what is written is whole",
        "make room on the disk, or let yourself write there, and repeat the command: it goes on where it was",
    ),
    Code(
        "RM900",
        "scheduler-silent",
        "the scheduler {address} cannot be reached: {reason}",
        "look whether it runs, and has workers: `dask scheduler`, `dask worker {address}`",
    ),
)
