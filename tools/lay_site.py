"""The pages of the checkout to the folder the manual's site is made of; what mkdocs cannot be told in YAML.

    make docs

Every link between pages is relative and stays as it is: the folder has the pages, and the files
that they point to, as they lie in the checkout. The Russian front page is the home, the English one stands
beside it; decisions are listed in the order of their days.
"""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path
from typing import Any

__all__ = ["LAID", "SOURCE", "lay_site", "on_config", "on_files", "on_post_page"]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "build" / "site-source"
LAID = (
    "*.md",
    "docs/**/*.md",
    "docs/pictures/*.png",
    "schemas/*.json",
    ".pre-commit-config.yaml",
    ".github/ISSUE_TEMPLATE/*.yml",
)
DECISIONS = "docs/decisions"
ASKING = re.compile(r"<(?!a\b)\w+ [^>]*\b(?:src|href)=[\"']?((?:https?:)?//[^\"' >]+)")
# Where a front page stands on the site.
FRONT = {"README.ru.md": "index.html", "README.md": "en.html"}


def lay_site(target: Path = SOURCE) -> None:
    """Lay the sources of the site into a folder, which has nothing else afterwards."""
    shutil.rmtree(target, ignore_errors=True)
    for source in (path for pattern in LAID for path in sorted(ROOT.glob(pattern))):
        laid = target / source.relative_to(ROOT)
        laid.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, laid)


def on_config(config: Any) -> Any:
    """Name headings as links in the pages do, Russian ones too, and list the decisions."""
    from pymdownx.slugs import slugify  # noqa: PLC0415 -- mkdocs' own, not there when only pages are laid

    config.mdx_configs["toc"] = {"slugify": slugify(case="lower"), "permalink": "¶"}
    decisions = [f"{DECISIONS}/{path.name}" for path in sorted((ROOT / DECISIONS).glob("2*.md"))]
    (why,) = (group for each in config.nav for group in each.values() if f"{DECISIONS}/README.md" in group)
    why += decisions
    return config


def on_files(files: Any, **_: Any) -> Any:
    """Put the front pages where people arrive."""
    for source, place in FRONT.items():
        page = files.get_file_from_path(source)
        page.name, page.dest_uri, page.url = Path(place).stem, place, place
    return files


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """Warn, and so fail, of a page that makes its reader's browser ask another host for something."""
    for asked in ASKING.findall(output):
        logging.getLogger("mkdocs.hooks").warning("%s asks another host: %s", page.file.src_uri, asked)
    return output


if __name__ == "__main__":
    lay_site()
