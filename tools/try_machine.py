"""The release on a computer of its own: the commands of `docs/deploy.md` under systemd, nginx, PostgreSQL.

    make machine            (a quarter of an hour the first time, five minutes later)

An empty Debian is laid out in a folder (debootstrap) and started in an emulator (QEMU) without a network.
There the blocks of the manual are run as they stand, and asked whether what they promise holds. It needs
root, debootstrap, QEMU and Debian's packages; where these are missing it says so and tries nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from roadmap_engine.version import __version__
from tools.make_release import ROOT, make_release

MANUAL = ROOT / "docs" / "deploy.md"
GUEST = Path(__file__).parent / "machine"
PACKAGES = (
    "systemd-sysv", "dbus", "udev", "linux-image-amd64", "python3-venv", "sudo", "nginx-light", "postgresql",
    "openssl",
)  # fmt: skip
SERIAL = (
    "root=LABEL=root rw console=ttyS0 quiet systemd.show_status=false systemd.mask=serial-getty@ttyS0.service"
)
LIMIT = 1200
"""Seconds that a start of the emulated computer may take, with everything that is tried in it."""

__all__ = ["blocks_of", "main"]


def main(arguments: list[str]) -> int:
    """Try the manual on an empty computer; 0 when all of it held, 2 when it could not be tried."""
    target = Path(arguments[0]) if arguments else ROOT / "build" / "machine"
    missing = [name for name in ("debootstrap", "qemu-system-x86_64", "mke2fs") if not shutil.which(name)]
    if os.geteuid() or missing:
        print(f"NOT TRIED: root is needed, and {', '.join(missing) or 'nothing else'}", file=sys.stderr)
        return 2
    target.mkdir(parents=True, exist_ok=True)
    base = _lay_system(target / "system")
    heard = target / "said.txt"
    heard.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        disk = _lay_disk(base, Path(scratch))
        print(f"starting; what the computer says: {heard}", flush=True)
        for _ in range(2):
            _start(base, disk, heard)
    said = heard.read_text(encoding="utf-8", errors="replace")
    tried = re.findall(r"^TRIED (held|failed) (.+?)\r?$", said, re.MULTILINE)
    for held, what in tried:
        print(f"{held:>7}  {what}")
    whole = "TRIED everything" in said and all(held == "held" for held, _ in tried)
    return 0 if whole else 1


def blocks_of(manual: str) -> dict[str, list[str]]:
    """Give the blocks of commands of a manual, by the headings that they stand under."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^## ", manual, flags=re.MULTILINE)[1:]:
        title, _, text = part.partition("\n")
        found[title] = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found


def _lay_system(system: Path) -> Path:
    """Lay an empty Debian out, once."""
    if not (system / "ready").exists():
        shutil.rmtree(system, ignore_errors=True)
        words = [
            "debootstrap",
            "--variant=minbase",
            f"--include={','.join(PACKAGES)}",
            "bookworm",
            str(system),
        ]
        subprocess.run([*words, *_mirror()], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own words
        (system / "ready").touch()
    return system


def _mirror() -> list[str]:
    """Where this computer has its own packages from; nothing where it does not say."""
    for path in (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")):
        if path.exists() and (found := re.search(r"https?://\S+/debian\b", path.read_text(encoding="utf-8"))):
            return [found[0]]
    return []


def _lay_disk(base: Path, scratch: Path) -> Path:
    """Lay the disk of the computer out: the system, the release with its wheels, what is tried."""
    root = scratch / "root"
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)  # noqa: S603, S607
    release = make_release(_copy_checkout(scratch / "checkout"), scratch / "made")
    version = release.name.removeprefix("roadmap-engine-")
    download = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    lock = ["--requirement", str(release / "serve.lock"), "--dest", str(release / "wheels")]
    subprocess.run([*download, *lock], check=True)  # noqa: S603 -- our own words
    shutil.copytree(release, root / "root" / release.name)
    shutil.copytree(ROOT / "examples" / "school", root / "root" / "example")
    shutil.copytree(ROOT / "roadmaps", root / "root" / "roadmaps")
    trial = root / "trial"
    shutil.copytree(GUEST, trial)
    for title, blocks in blocks_of(MANUAL.read_text(encoding="utf-8")).items():
        for number, block in enumerate(blocks, start=1):
            (trial / f"{title}-{number}").write_text(block, encoding="utf-8")
    (trial / "version").write_text(version, encoding="utf-8")
    wants = root / "etc" / "systemd" / "system" / "multi-user.target.wants"
    shutil.copy(GUEST / "trial.service", root / "etc" / "systemd" / "system")
    (wants / "trial.service").symlink_to("/etc/systemd/system/trial.service")
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost portal.school.example\n", encoding="utf-8")
    disk = scratch / "disk"
    subprocess.run(["truncate", "-s", "5G", str(disk)], check=True)  # noqa: S603, S607
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", str(root), str(disk)], check=True)  # noqa: S603, S607
    shutil.rmtree(root)
    return disk


def _copy_checkout(copy: Path) -> Path:
    """Copy what is committed, as it would be given out now: what is unreleased is called by this version."""
    git = ["git", "-c", "user.name=Trial", "-c", "user.email=trial@school.example"]
    subprocess.run([*git, "clone", "--quiet", "--shared", str(ROOT), str(copy)], check=True)  # noqa: S603 -- ours
    changelog = copy / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    head = f"## Unreleased\n\n## {__version__} – as committed\n"
    changelog.write_text(text.replace("## Unreleased\n", head, 1), encoding="utf-8")
    subprocess.run([*git, "-C", str(copy), "commit", "--quiet", "--all", "-m", "trial"], check=True)  # noqa: S603
    return copy


def _start(base: Path, disk: Path, said: Path) -> None:
    """Start the computer and wait until it turns itself off; what it says is added to a file."""
    (kernel,), (initial,) = base.glob("boot/vmlinuz-*"), base.glob("boot/initrd.img-*")
    words = [
        "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-m", "2048", "-smp", "2",
        "-nic", "none", "-kernel", str(kernel), "-initrd", str(initial), "-append", SERIAL,
        "-no-reboot", "-nographic", "-drive", f"file={disk},format=raw,if=virtio,cache=unsafe",
    ]  # fmt: skip
    with said.open("ab") as file:
        try:
            subprocess.run(words, stdin=subprocess.DEVNULL, stdout=file, check=True, timeout=LIMIT)  # noqa: S603 -- ours
        except subprocess.TimeoutExpired:
            file.write(b"\nTRIED failed to end in time\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
