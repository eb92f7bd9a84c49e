"""Where the page is reached: the socket that it listens on, its addresses, the names it answers to.

A page elsewhere may have a name of its own lead to this machine. Its requests bring that name: only
names that are this machine's are answered, and where it listens on all its addresses, any number.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import sys
from collections.abc import Collection, Container, Iterator

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_USUAL_PORT = "80"
_ALL = ("0.0.0.0", "::", "")
# Asked for the way there; nothing is sent. Both are reserved for examples.
_FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class HostNames(Container[str]):
    """The names by which the page is reached at that port: those that are known, and where it
    listens on all addresses whatever is a number.
    """

    def __init__(self, known: Collection[str], port: int, is_at_all: bool = False) -> None:
        self._known, self._port, self._is_at_all = frozenset(known), str(port), is_at_all

    def __contains__(self, host: object) -> bool:
        """Whether what a request says of its host (`127.0.0.1:8765`) is the page's."""
        name, port = _parted(str(host).lower())
        is_known = name in self._known or (self._is_at_all and _is_number(name))
        return is_known and port == self._port


def listen_at(host: str, port: int) -> socket.socket:
    """A socket on which calls wait from now on: a browser may be quicker than the server.

    Errors: ReportgenError where another program listens there, or the machine has no such address.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        # Windows lets two listen on one port by the option that elsewhere frees one at once.
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if host == "::":
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind((host, port))
        listening.listen()
    # What is no name at all is no OSError.
    except (OSError, UnicodeError) as fault:
        listening.close()
        raise ReportgenError(_refusal(host, port, fault)) from fault
    return listening


def host_names(host: str, port: int) -> HostNames:
    """The names by which whoever listens there is reached."""
    names = (host, *_LOOPBACK, *((socket.gethostname(),) if host in _ALL else ()))
    return HostNames([_in_address(name).lower() for name in names], port, host in _ALL)


class Reached(NamedTuple):
    """The addresses (`http://127.0.0.1:8765`) by which the page is reached: on this machine, and on
    others; whether any but this machine reaches it.
    """

    own: str
    others: tuple[str, ...] = ()
    is_for_others: bool = False

    def at(self, way: str) -> Reached:
        """The same, each address led on by that way."""
        return self._replace(own=self.own + way, others=tuple(each + way for each in self.others))


def page_addresses(host: str, port: int) -> Reached:
    """Where whoever listens there is reached."""
    names = [host]
    if host in _ALL:
        names = [_LOOPBACK[0], *_own_addresses(with_sixth=host == "::")]
    own, *others = (f"http://{_in_address(name)}:{port}" for name in names)
    return Reached(own, tuple(others), _is_for_others(host))


def _is_for_others(host: str) -> bool:
    return host not in _LOOPBACK and not (_is_number(host) and _number(host).is_loopback)


def _own_addresses(with_sixth: bool) -> Iterator[str]:
    """By which others reach this machine, where it is in a network."""
    for family, far in _FAR:
        if family is socket.AF_INET or with_sixth:
            # No network, or none of that kind.
            with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asked:
                asked.connect((far, 9))
                yield str(asked.getsockname()[0])


def _parted(host: str) -> tuple[str, str]:
    """The name and the port that a request is for; browsers leave out the usual one."""
    if ":" not in host or host.endswith("]"):
        return host, _USUAL_PORT
    name, _, port = host.rpartition(":")
    return name, port


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))


def _is_number(name: str) -> bool:
    try:
        return bool(_number(name))
    except ValueError:
        return False


def _refusal(host: str, port: int, fault: Exception) -> Problem:
    if isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE:
        hint = "可能已经打开了一个；或者用 --port 换一个端口，如 --port 0"
        return error("port_taken", f"端口 {port} 已经有程序在用", Location(), hint)
    told = f"不能在 {_in_address(host)}:{port} 上应答"
    return error("no_address", told, Location(), "请检查 --host 和 --port")
