"""What the other process is asked to do in tests."""

from __future__ import annotations

import os
import sys


def lengthen(data: bytes) -> bytes:
    return data * 2


def own_number(data: bytes) -> int:
    return os.getpid()


def never_end(data: bytes) -> None:
    while True:
        pass


def break_down(data: bytes) -> None:
    os._exit(3)


def abort(data: bytes) -> None:
    os.abort()


def make_noise(data: bytes) -> int:
    os.write(1, b"noise")
    os.write(2, b"noise")
    sys.stderr.write("noise")
    sys.stdout.write("noise")
    return 1


def fail_with_noise(data: bytes) -> None:
    raise BaseException(make_noise(data))


def take_memory(data: bytes) -> int:
    return len(bytearray(1_000_000_000))
