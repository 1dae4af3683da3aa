"""Files of a directory below the inbox, and of no other place."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from visits.ingest.kinds import BY_SUFFIX
from visits.outbound.client import MAX_BYTES

MOST_FILES = 20_000
#: A file that changed within these seconds may still be being written.
SETTLED = 5.0


class FolderProblem(Exception):
    """The directory can't be read; the message says why, for an operator."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path below the directory; `stamp` changes when it does."""

    path: str
    stamp: str


def files_in(inbox: Path | None, folder: str, now: float) -> tuple[list[File], list[str]]:
    """The files that can be read, and in words what lies there and cannot.

    Links are not followed, wherever they lead; hidden files and those just being written are left.
    """
    with _Folder(inbox, folder) as top:
        files: list[File] = []
        problems: list[str] = []
        for path, entry in _walk(top.handle, PurePosixPath()):
            name = str(path)
            if stat.S_ISLNK(entry.st_mode):
                problems.append(f"{name} is a link, and is not followed")
            elif not stat.S_ISREG(entry.st_mode):
                problems.append(f"{name} is no file")
            elif path.suffix.lower() not in BY_SUFFIX:
                problems.append(f"{name} is of no kind that is read")
            elif entry.st_size > MAX_BYTES:
                problems.append(f"{name} is longer than {MAX_BYTES} bytes")
            elif now - entry.st_mtime >= SETTLED:
                files.append(File(name, f"{entry.st_mtime_ns}-{entry.st_size}-{entry.st_ino}"))
            if len(files) >= MOST_FILES:
                problems.append(f"there are more than {MOST_FILES} files: clear some away")
                break
        return files, problems


def read_file(inbox: Path | None, folder: str, path: str) -> bytes:
    """The bytes of one of the files. Raises FolderProblem where it is no plain file any more."""
    with _Folder(inbox, folder) as top:
        *parents, name = _steps(path)
        handles = [os.dup(top.handle)]
        try:
            for parent in parents:
                handles.append(_directory(parent, handles[-1]))
            handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handles[-1])
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise FolderProblem(f"{path} is no file")
                return file.read(MAX_BYTES + 1)[:MAX_BYTES]
        except OSError as problem:
            raise FolderProblem(f"{path} can't be read: {problem.strerror}") from problem
        finally:
            for opened in handles:
                os.close(opened)


def folder_problem(inbox: Path | None, folder: str) -> str:
    """Why the directory can't be read, "" where it can."""
    try:
        with _Folder(inbox, folder):
            return ""
    except FolderProblem as problem:
        return str(problem)


class _Folder:
    """The opened directory. Every step to it from the inbox is opened by itself, links refused."""

    def __init__(self, inbox: Path | None, folder: str) -> None:
        if inbox is None:
            raise FolderProblem("no inbox is set up: VISITBOOK_INBOX names it")
        try:
            self.handle = os.open(inbox, os.O_RDONLY | os.O_DIRECTORY)
            for step in _steps(folder):
                above = self.handle
                try:
                    self.handle = _directory(step, above)
                finally:
                    os.close(above)
        except OSError as problem:
            raise FolderProblem(
                f"{folder or '.'} in the inbox is no directory that can be read: {problem.strerror}"
            ) from problem

    def __enter__(self) -> _Folder:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)


def _directory(name: str, above: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)


def _steps(path: str) -> tuple[str, ...]:
    """The names on the way. Raises FolderProblem for a path that leads up or out."""
    steps = PurePosixPath(path).parts
    if "\x00" in path or any(step in ("/", "..", "//") for step in steps):
        raise FolderProblem("give a path below the inbox, without .. and without a leading slash")
    return steps


def _walk(handle: int, above: PurePosixPath) -> Iterator[tuple[PurePosixPath, os.stat_result]]:
    for name in sorted(os.listdir(handle)):
        if name.startswith("."):
            continue
        try:
            entry = os.stat(name, dir_fd=handle, follow_symlinks=False)
        except OSError:
            continue
        if not stat.S_ISDIR(entry.st_mode):
            yield above / name, entry
            continue
        try:
            inner = _directory(name, handle)
        except OSError:
            continue
        try:
            yield from _walk(inner, above / name)
        finally:
            os.close(inner)
