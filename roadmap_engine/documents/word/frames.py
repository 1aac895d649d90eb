"""Messages through a pipe: each is its length in four bytes, then as many bytes."""

from __future__ import annotations

from typing import BinaryIO

__all__ = ["read_frame", "write_frame"]

_LENGTH = 4


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """Send one message.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> write_frame(pipe, b"text")
    >>> read_frame(io.BytesIO(pipe.getvalue()), 10)
    b'text'
    """
    pipe.write(len(content).to_bytes(_LENGTH) + content)
    pipe.flush()


def read_frame(pipe: BinaryIO, limit: int) -> bytes:
    """Receive one message.

    Raises:
        EOFError: the other side is gone, or sends more than it may.
    """
    head = pipe.read(_LENGTH)
    size = int.from_bytes(head)
    if len(head) < _LENGTH or size > limit:
        raise EOFError
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
