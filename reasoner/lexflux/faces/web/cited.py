"""Lines of answers as lists of a page, with links to what they cite; all that they say is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from lexflux.explain.lines import Line
from lexflux.faces.pictures.canvas import tone
from lexflux.faces.web.links import link
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.remembering import remembered

MOST_CITATIONS = 1 << 14
_SEPARATOR = {"en": Markup("; "), "zh": Markup("；")}


def listed(
    book: LawBook,
    language: str,
    lines: Iterable[Line],
    day: object,
    after: Callable[[Line], str] | None = None,
) -> Markup:
    """
    Return lines as a list, those below each as one inside it.

    Parameters
    ----------
    book, language
        The law book, and the language of citations.
    lines
        The lines.
    day
        Whose pages of provisions they lead to.
    after
        What stands behind the text of a line that presumes something, as markup.
    """
    return Markup("".join(_listed(book, language, lines, str(day), after)))  # noqa: S704 - its parts are escaped


def _listed(
    book: LawBook, language: str, lines: Iterable[Line], day: str, after: Callable[[Line], str] | None
) -> Iterator[str]:
    yield '<ul class="lines">\n'
    for line in lines:
        yield f'<li><span class="mark {tone(line.mark[-1])}">{escape(line.mark)}</span>' if line.mark else "<li>"
        yield escape(line.text)
        yield cited(book, language, line.cites, day)
        if after and line.presumed:
            yield after(line)
        if line.below:
            yield from _listed(book, language, line.below, day, after)
        yield "</li>\n"
    yield "</ul>\n"


def cited(book: LawBook, language: str, provisions: Sequence[str], day: object) -> Markup:
    """Return what stands behind a line for the provisions that it cites, nothing if it cites none."""
    return _cited(book, language, tuple(provisions), str(day)) if provisions else Markup()


@remembered(MOST_CITATIONS)
def _cited(book: LawBook, language: str, provisions: tuple[str, ...], day: str) -> Markup:
    return Markup(' <span class="cites">[{}]</span>').format(citations(book, language, provisions, day))


def citations(book: LawBook, language: str, provisions: Sequence[str], day: object) -> Markup:
    """Return provisions as links to their pages of a day, those that were not read with a mark."""
    words = Wording(book, language)
    named = [
        Markup('<a href="{}?on={}">{}</a>').format(link(book, iri, language)[1], day, words.cite([iri]))
        for iri in provisions
    ]
    return _SEPARATOR[language].join(named)
