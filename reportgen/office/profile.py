"""LibreOffice's settings for documents from others: nothing is fetched, no macro runs, and it
starts without trying out how it draws.

They are written into the profile before it is first used. A version that lacks one passes over it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_INET = "/org.openoffice.Inet/Settings"
_UPDATES = (
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
)
# The port of the discard service: nobody answers there.
_NOBODY, _PORT = "127.0.0.1", "9"
_MANUAL_PROXY = "2"

# Active content is not switched off with the rest: charts are objects and would be lost.
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    _SCRIPTING: {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        # Very high: only macros from trusted places, of which the profile has none.
        "MacroSecurityLevel": "3",
        "DisableOLEAutomation": "true",
        "DisablePythonRuntime": "true",
    },
    # Links are never brought up to date; each application counts its choices in its own way.
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "1"},
    _INET: {
        "ooInetProxyType": _MANUAL_PROXY,
        **{f"ooInet{kind}ProxyName": _NOBODY for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": _PORT for kind in ("HTTP", "HTTPS", "FTP")},
        "ooInetNoProxy": "",
    },
    _UPDATES: {"AutoCheckEnabled": "false", "AutoDownloadEnabled": "false"},
    # In a profile of an older version each start tries out how it draws, on pictures of 64 MB,
    # which takes as long as a document; and a new profile tells no version.
    "/org.openoffice.Setup/Product": {"ooSetupLastVersion": "999.0"},
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
)
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")


def write_profile(folder: Path) -> None:
    """Make the profile with these settings, unless it is there whole. Errors: OSError."""
    settings = folder / "user" / "registrymodifications.xcu"
    if settings.is_file():
        return
    settings.parent.mkdir(parents=True, exist_ok=True)
    unfinished = settings.with_suffix(".new")
    unfinished.write_text(_HEAD + "".join(_items()) + "</oor:items>\n", encoding="utf-8")
    unfinished.replace(settings)


def _items() -> Iterator[str]:
    for path, settings in _SETTINGS.items():
        for name, value in settings.items():
            prop = f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
            yield f'<item oor:path="{escape(path)}">{prop}</item>\n'


def secluded(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment with nobody for a way to the network, for whatever asks there and not in the
    profile.
    """
    dead = f"http://{_NOBODY}:{_PORT}"
    ways = {each: dead for name in _PROXIES for each in (name, name.upper())}
    return {**environment, **ways, "no_proxy": "", "NO_PROXY": ""}
