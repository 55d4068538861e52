"""The law as static files: no dead link, no need of a server, whole or not at all, never over something."""

from __future__ import annotations

import html
import json
import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from lexflux.faces.web.crawling import SITEMAP
from lexflux.faces.web.static_site import StaticSite
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF
from tests.faces.test_cli import lexflux

PROVISION = "cn/pipl-2021/art-39"
LINK = re.compile(r'(?:href="|src="|action="|url=)([^"#]+)')
EACH = 1500


def test_no_link_of_a_static_page_is_dead(files: StaticSite) -> None:
    """Of the things each so-manieth is followed, of the pages on the whole each."""
    names = sorted(name for name in files if name.endswith(".html"))
    read = {one for one in names if "/doc/" not in one and not one.startswith("id/")} | {*names[::EACH]}

    for name in read:
        leading = {html.unescape(one) for one in LINK.findall(files[name].decode())}
        inside = {one for one in leading if not one.startswith(("http://", "https://"))}
        assert inside, name
        assert [] == [
            one for one in inside if posixpath.normpath(posixpath.join(posixpath.dirname(name), one)) not in files
        ]


def test_a_thing_has_its_pages_its_data_and_its_identifier(files: StaticSite) -> None:
    pages = [files[f"{language}/doc/{PROVISION}.html"].decode() for language in ("en", "zh")]
    formats = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD}
    graphs = [{*ox.parse(files[f"doc/{PROVISION}{suffix}"], format=one)} for suffix, one in formats.items()]

    assert "<form" not in "".join(pages)
    assert all("2021-11-01" in page for page in pages)
    assert ox.NamedNode(LF + PROVISION) in {quad.subject for quad in graphs[0]}
    assert 1 == len({len(one) for one in graphs})
    assert b"url=../../../en/doc/cn/pipl-2021/art-39.html" in files[f"id/{PROVISION}.html"]


def test_the_sitemap_names_each_page(files: StaticSite) -> None:
    found = [one.text for one in ElementTree.fromstring(files["sitemap.xml"]).iter(f"{{{SITEMAP}}}loc")]

    assert f"https://example.org/law/zh/doc/{PROVISION}.html" in found
    assert len(found) == len({one for one in files if one.endswith(".html") and one[:3] in ("en/", "zh/")})


def test_names_that_differ_in_case_only_do_not_meet(knowledge: KnowledgeBase, files: StaticSite) -> None:
    """Where a file system takes them for one, one of them bears another name."""
    folded = StaticSite(knowledge, None, tells_case=False)

    assert len(folded) == len({one.casefold() for one in folded}) == len(files) - 1
    assert "en/doc/safeguard_.html" in folded


def test_the_index_has_what_can_be_found(files: StaticSite, index_file: bytes) -> None:
    whole = json.loads(index_file.decode().removeprefix("const lexfluxIndex = ").rstrip(";\n"))

    assert len(whole["rows"]) > 5000
    assert {f"en/{row[0]}" for row in whole["rows"]} <= {*files}


@pytest.mark.parametrize(("arguments", "code"), [([], 3), (["--address", "example.org"], 2)])
def test_a_site_is_not_written_over_something(tmp_path: Path, arguments: list[str], code: int) -> None:
    folder = tmp_path / ("site" if not arguments else "other")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "kept").write_text("", "utf-8")
    told = lexflux("site", str(folder), *arguments)

    assert code == told.returncode
    assert 1 == len(told.stderr.splitlines())
    assert ["site"] == [one.name for one in tmp_path.iterdir()]
