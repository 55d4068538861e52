"""Tables as LaTeX documents for XeLaTeX: a long table on A4, in Chinese with ctex."""

from __future__ import annotations

from lexflux.faces.pictures.breaking import is_wide, width
from lexflux.faces.table import Table, mark_of

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",
    "]": "{]}",
    "–": "--",
    "—": "---",
    "§": r"\S{}",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "→": r"$\rightarrow$",
    "✓": r"\ding{51}",
    "✗": r"\ding{55}",
    "●": r"\ding{108}",
    "○": r"\ding{109}",
    "−": r"$-$",
    "∞": r"$\infty$",
    "\n": r"\newline ",
}
"""What TeX would read as its own, and signs that not every font has."""
TONES = {"✓": "good", "✗": "bad", "!": "due", "?": "open", "+": "new", "→": "new"}
HEAD = r"""%% !TeX program = xelatex
\documentclass[a4paper]{%s}
\usepackage[margin=18mm%s]{geometry}
\usepackage{array,booktabs,longtable,pifont,xcolor}
\definecolor{good}{HTML}{1A6B3C}\definecolor{bad}{HTML}{A61B1B}
\definecolor{due}{HTML}{8A5300}\definecolor{open}{HTML}{5B3FA0}\definecolor{new}{HTML}{1D5FA8}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\setlength{\tabcolsep}{3pt}\setlength{\parindent}{0pt}
\begin{document}
\footnotesize
"""
MOST_UPRIGHT, SEPARATION = 4, 0.02


def table(found: Table) -> str:
    r"""
    Return a table as a whole document, whose table can be put into another one as it is.

    >>> r"50\% \& more" in table(Table(("a_b",), [("50% & more",)]))
    True
    """
    chinese = any(is_wide(one) for row in (_around(found), *found.rows) for cell in row for one in cell)
    landscape = ",landscape" if len(found.columns) > MOST_UPRIGHT else ""
    head = HEAD % ("ctexart" if chinese else "article", landscape)
    title = rf"\section*{{{escaped(found.title)}}}" + "\n" if found.title else ""
    notes = "".join(f"\n{escaped(note)}\\par\n" for note in found.notes)
    return f"{head}{title}{_body(found)}{notes}\\end{{document}}\n"


def _around(found: Table) -> list[str]:
    """Return the words of a table outside its rows."""
    return [found.title, *found.columns, *found.notes]


def _body(found: Table) -> str:
    columns = "".join(rf"L{{{share:.3f}\linewidth}}" for share in _shares(found))
    head = " & ".join(rf"\textbf{{{_cell(one)}}}" for one in found.columns)
    rows = "".join(" & ".join(map(_cell, row)) + " \\\\\n\\midrule\n" for row in found.rows)
    body = rows.removesuffix("\\midrule\n") + "\\bottomrule\n"
    return f"\\begin{{longtable}}{{{columns}}}\n\\toprule\n{head} \\\\\n\\midrule\\endhead\n{body}\\end{{longtable}}\n"


def _shares(found: Table) -> list[float]:
    """Return which share of the line each column gets: the more the longer its lines are, yet none very little."""
    longest = [
        max(width(line) for row in (found.columns, *found.rows) for line in row[index].split("\n"))
        for index in range(len(found.columns))
    ]
    weights = [min(max(one, 4.0), 24.0) for one in longest]
    left = 1 - SEPARATION * len(weights)
    return [left * one / sum(weights) for one in weights]


def _cell(cell: str) -> str:
    return r"\newline ".join(map(_line, cell.split("\n")))


def _line(line: str) -> str:
    mark, words = mark_of(line)
    if mark not in TONES:
        return escaped(line)
    return rf"\textcolor{{{TONES[mark]}}}{{{escaped(mark)} {escaped(words)}}}"


def escaped(words: str) -> str:
    r"""
    Return words with what TeX would read as its own written so that it prints it.

    >>> escaped("§ 3 [a_b] ≥ 50%")
    '\\S{} 3 {[}a\\_b{]} $\\geq$ 50\\%'
    """
    return "".join(SPECIAL.get(character, character) for character in words)
