"""LibreOffice fetches nothing that a document links to, and asks nobody in the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.office.process import Processes
from reportgen.office.profile import secluded, write_profile
from reportgen.ooxml.namespaces import (
    DRAWING,
    PICTURE,
    RELATIONSHIPS,
    VML,
    VML_OFFICE,
    WORD_DRAWING,
)
from reportgen.ooxml.packing import pack_parts
from tests.ooxml.test_external import field, related, relation
from tests.programs import MakeProgram
from tests.render.docx_samples import docx, p, read

REGISTRY = "{http://openoffice.org/2001/registry}"


class Listener(ThreadingHTTPServer):
    """A server in this process that notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Listener

    def note(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        self.send_response(404)
        self.end_headers()

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = note

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def picture(rel_id: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WORD_DRAWING}"><wp:extent cx="500000" '
        f'cy="500000"/><wp:docPr id="77" name="x"/><a:graphic xmlns:a="{DRAWING}"><a:graphicData '
        f'uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{rel_id}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext '
        f'cx="500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def linked_object(rel_id: str) -> str:
    return (
        f'<w:p><w:r><w:object><v:shape xmlns:v="{VML}" id="s1" style="width:50pt;height:50pt"/>'
        f'<o:OLEObject xmlns:o="{VML_OFFICE}" Type="Link" ProgID="Excel.Sheet.12" ShapeID="s1" '
        f'DrawAspect="Content" r:id="{rel_id}" UpdateMode="Always"/></w:object></w:r></w:p>'
    )


def reaching(address: str) -> bytes:
    """A document with every kind of link to that address."""
    codes = [f'INCLUDEPICTURE "{address}/a.png"', f'INCLUDETEXT "{address}/a.docx"']
    codes += [f'DDEAUTO soffice "{address}/a"', f'LINK Excel.Sheet.12 "{address}/a.xlsx"']
    fields = "".join(f"<w:p>{field(code)}</w:p>" for code in codes)
    parts = read(docx(p("甲") + picture("rId9") + fields + linked_object("rId10")))
    kinds = {"rId9": "image", "rId10": "oleObject", "rId11": "frame", "rId12": "subDocument"}
    added = "".join(
        relation(kind, f"{address}/{kind}").replace("rId9", rel_id)
        for rel_id, kind in kinds.items()
    )
    name, closing = "word/_rels/document.xml.rels", b"</Relationships>"
    parts[name] = parts[name].replace(closing, added.encode() + closing)
    attached = f'<w:attachedTemplate xmlns:r="{RELATIONSHIPS}" r:id="rId9"/></w:settings>'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>", attached.encode()
    )
    template = relation("attachedTemplate", f"{address}/a.dotm")
    return pack_parts({**parts, **related("word/settings.xml", template)})


@pytest.mark.slow
def test_nothing_that_a_document_links_to_is_asked_for(office: Office, listener: Listener) -> None:
    data = reaching(listener.address)
    (made,) = convert_to_pdf(office, [1], lambda _: data)
    assert made.data is not None and listener.asked == []


@pytest.mark.slow
def test_program_does_not_try_out_how_it_draws(office: Office, tmp_path: Path) -> None:
    profile, document = tmp_path / "profile", tmp_path / "a.docx"
    write_profile(profile)
    document.write_bytes(docx(p("甲")))
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [str(office.program), own, "--headless", "--convert-to", "pdf", str(document)]
    with closing(Processes()) as processes:
        processes.run(command, 90, tmp_path)
    assert document.with_suffix(".pdf").is_file()
    assert not list(profile.rglob("GraphicsRenderTests*"))


def test_profile_has_its_settings_before_the_program_starts(
    make_program: MakeProgram, log: Path
) -> None:
    code = (
        "profile = pathlib.Path(arguments[0].partition('file://')[2])\n"
        "note((profile / 'user/registrymodifications.xcu').read_text())\n"
        "note('proxy ' + os.environ['https_proxy'])\n"
        "for source in sources: make(source)\n"
    )
    list(convert_to_pdf(make_program(code), [1], lambda _: b"x"))
    noted = log.read_text(encoding="utf-8")
    assert "BlockUntrustedRefererLinks" in noted and "proxy http://127.0.0.1:9" in noted


def test_settings_are_well_formed_and_written_whole_or_again(tmp_path: Path) -> None:
    (tmp_path / "user").mkdir()
    write_profile(tmp_path)
    path = tmp_path / "user" / "registrymodifications.xcu"
    root = etree.parse(path).getroot()
    said = {each.get(f"{REGISTRY}name"): each[0].text for each in root.iter("prop")}
    assert said["DisableMacrosExecution"] == "true" and said["MacroSecurityLevel"] == "3"
    path.write_text("own", encoding="utf-8")
    write_profile(tmp_path)
    assert path.read_text(encoding="utf-8") == "own"


def test_environment_leads_to_nobody_and_is_the_same_otherwise() -> None:
    found = secluded({"PATH": "a", "https_proxy": "http://b.example", "no_proxy": "*"})
    assert found["PATH"] == "a" and found["no_proxy"] == found["NO_PROXY"] == ""
    assert found["https_proxy"] == found["ALL_PROXY"] == "http://127.0.0.1:9"
