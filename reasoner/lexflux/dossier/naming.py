"""Names of files and folders that every system takes, and headings."""

from __future__ import annotations

import re

LONGEST_NAME = 60


def file_name(number: int, name: str) -> str:
    """
    Return the name of a file in its place among others, without ending.

    >>> file_name(3, "SelfAssessmentReport")
    '03-self-assessment-report'
    """
    return f"{number:02d}-{slug(name)}"


def capitalised(name: str) -> str:
    """
    Return a name with a capital letter at its start, the others as they are.

    >>> capitalised("audit of DSP")
    'Audit of DSP'
    """
    return name[:1].upper() + name[1:]


def slug(name: str) -> str:
    r"""
    Return a name of letters, digits and dashes alone, words told apart.

    >>> slug("To the vendor/..\\ (US)"), slug("至 供应商")
    ('to-the-vendor-us', '至-供应商')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    return re.sub(r"[\W_]+", "-", parted).strip("-").lower()[:LONGEST_NAME].rstrip("-") or "x"
