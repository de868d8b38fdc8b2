"""Runs Broadsheet, and takes pictures of folders."""

import difflib
import os
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Result:
    """How a build ended."""

    code: int
    output: str
    errors: str

    @property
    def crashed(self):
        """Whether the process ended by a signal, or by a trap of the Swift runtime."""
        return self.code < 0 or self.code > 3 or "Fatal error" in self.errors


def build(broadsheet, site, *, now, jobs=2, zone="UTC", locale="C", mask=0o022, timeout=120, extra=(),
          file_size=None):
    """Builds the site in folder `site`; no file can grow beyond `file_size` bytes, as if the disk were full."""

    def limit():
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    environment = {**os.environ, "TZ": zone, "LANG": locale, "LC_ALL": locale}
    command = [broadsheet, "build", str(site), "--now", now, "--jobs", str(jobs), *extra]
    done = subprocess.run(
        command, env=environment, umask=mask, capture_output=True, timeout=timeout, check=False,
        preexec_fn=limit, restore_signals=False)
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def start(broadsheet, site, *, now, jobs=2):
    """Starts a build and does not wait for it."""
    return subprocess.Popen(
        [broadsheet, "build", str(site), "--now", now, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def contents(folder):
    """The bytes of every file below a folder (the target of every link), by path."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = b"link to " + os.fsencode(os.readlink(path))
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def folders(folder):
    """The folders below a folder."""
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_dir()}


def stamps(folder):
    """What changes when a file is written: inode, size, modification and change time, by path."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        status = path.lstat()
        if not path.is_dir() or path.is_symlink():
            found[str(path.relative_to(folder))] = (
                status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def difference(wanted, found, limit=3):
    """What tells two pictures of a folder apart, for a person; empty where nothing does."""
    lines = []
    missing, surplus = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    changed = sorted(name for name in wanted.keys() & found.keys() if wanted[name] != found[name])
    for title, names in (("missing", missing), ("too many", surplus), ("different", changed)):
        if names:
            more = f" and {len(names) - 10} more" if len(names) > 10 else ""
            lines.append(f"  {title}: {', '.join(names[:10])}{more}")
    for name in changed[:limit]:
        lines.append(f"  {name}:")
        if not isinstance(wanted[name], bytes):
            lines.append(f"    {wanted[name]} became {found[name]}")
            continue
        texts = [side[name].decode(errors="replace").splitlines() for side in (wanted, found)]
        picture = difflib.unified_diff(*texts, "wanted", "found", lineterm="", n=0)
        lines += ["    " + line[:240] for line, _ in zip(picture, range(14))]
    return "\n".join(lines)
