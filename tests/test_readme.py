"""The READMEs show what the commands print."""

from pathlib import Path

import pytest

from tests.readme import FILES, shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_readme_shows_what_the_commands_print(path: Path) -> None:
    """Each answer and picture in a README is what its command prints today; `make regenerate` writes them anew."""
    found = list(shown(path))

    assert len(found) >= 4
    assert {command: before for command, before, _ in found} == {command: now for command, _, now in found}
