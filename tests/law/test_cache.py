"""The cache of compiled knowledge: trusted only where it is right, and never needed."""

import dataclasses
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from lexflux import resources
from lexflux.law import cache, loading
from lexflux.law.agreements import Agreements
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.serialization import from_json, to_json
from tests.disk import full_disk

Content = dict[str, object]


def content(compiled: LawBook | Agreements) -> Content:
    """Return all that compiled knowledge holds."""
    return {field.name: getattr(compiled, field.name) for field in dataclasses.fields(compiled)}


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """Return a small ontology: the core, the vocabulary and one file of law."""
    folder = tmp_path / "ontology"
    shutil.copytree(resources.folder("ontology") / "vocabulary", folder / "vocabulary")
    shutil.copy(resources.folder("ontology") / "core.ttl", folder)
    shutil.copytree(resources.folder("ontology") / "core", folder / "core")
    shutil.copy(Path(__file__).parents[1] / "ontologies" / "good" / "clash.ttl", folder)
    return folder


class NothingHeld(dict[str, object]):
    """What a process holds of law that ends after each question: nothing."""

    def __setitem__(self, key: str, value: object) -> None:
        """Let go of it."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the cache, from which all is read that is asked for."""
    monkeypatch.setenv("LEXFLUX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(loading, "_IN_USE", NothingHeld())
    return tmp_path / "cache"


@pytest.fixture
def compiled(ontology: Path, folder: Path) -> Content:
    """Return the law book of the small ontology, which is in the cache from here on."""
    return content(load_law_book(ontology))


def cached(folder: Path) -> Path:
    """Return the one file of the cache."""
    (file,) = folder.iterdir()
    return file


def test_all_knowledge_is_the_same_out_of_the_cache(book: LawBook, agreements: Agreements) -> None:
    """Nothing that the law or the agreements say is lost or changed on the way through a file."""
    assert content(book) == content(from_json(to_json(book), LawBook))
    assert content(agreements) == content(from_json(to_json(agreements), Agreements))


def test_changed_law_derives_for_itself(book: LawBook) -> None:
    """What is kept of the law in the cache is not taken for that of a law with one norm more or less."""
    kept = from_json(to_json(book), LawBook)
    iri, norm = next(iter(kept.norms.items()))

    without = dataclasses.replace(kept, norms={one: other for one, other in kept.norms.items() if one != iri})

    assert iri in kept.reads
    assert iri not in without.reads
    assert kept.reads[iri] == dataclasses.replace(kept, norms={iri: norm}, gaps={}).reads[iri]


def test_law_is_compiled_once(ontology: Path, folder: Path, compiled: Content) -> None:
    """The second time the law book comes from the file of the first, which only its owner may read or write."""
    before = cached(folder).stat()

    assert compiled == content(load_law_book(ontology))
    assert (before.st_ino, before.st_mtime_ns) == (cached(folder).stat().st_ino, cached(folder).stat().st_mtime_ns)
    assert 0 == before.st_mode & 0o077


def test_law_in_use_is_given_again(ontology: Path) -> None:
    """Who asks again for law that the process holds gets it, until a file of it changes."""
    book = load_law_book(ontology)

    assert book is load_law_book(ontology)
    (ontology / "clash.ttl").write_text((ontology / "clash.ttl").read_text("utf-8") + "# changed", "utf-8")
    assert book is not load_law_book(ontology)


def with_flipped_bit(right: bytes, random: Random) -> bytes:
    place = random.randrange(len(right))
    return right[:place] + bytes([right[place] ^ 1 << random.randrange(8)]) + right[place + 1 :]


def cut_short(right: bytes, random: Random) -> bytes:
    return right[: random.randrange(len(right))]


def continued(right: bytes, random: Random) -> bytes:
    return right + random.randbytes(random.randrange(1, 9))


def with_other_word(right: bytes, random: Random) -> bytes:
    return right.replace(b"Prohibition", random.choice([b"Permission", b"Obligation"]))


def another_file(_: bytes, random: Random) -> bytes:
    return random.choice([b"", b"[]", b"null", b"\x80\x04N.", b"{" * 100_000, random.randbytes(1_000)])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("damage", [with_flipped_bit, cut_short, continued, with_other_word, another_file])
def test_damaged_file_is_made_again(
    damage: Callable[[bytes, Random], bytes], seed: int, ontology: Path, folder: Path, compiled: Content
) -> None:
    """Whatever became of the file, the law book is that of the ontology, and the file is right again."""
    right = cached(folder).read_bytes()
    cached(folder).write_bytes(damage(right, Random(seed)))

    assert compiled == content(load_law_book(ontology))
    assert len(right) == len(cached(folder).read_bytes())


def forge(file: Path) -> None:
    """Put another law into a file of the cache, with the checksum that it should have."""
    forged = file.read_bytes()[32:].replace(b"Prohibition", b"Permission")
    cache.keep(file.stem, forged)


def test_checksum_is_no_proof(ontology: Path, folder: Path, compiled: Content) -> None:
    """A forgery with its checksum is believed in a private file: what the next tests refuse is really refused."""
    forge(cached(folder))

    assert compiled != content(load_law_book(ontology))


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_file_that_others_may_write_is_refused(mode: int, ontology: Path, folder: Path, compiled: Content) -> None:
    """Who may write the file could have put any law into it."""
    forge(cached(folder))
    cached(folder).chmod(mode)

    assert compiled == content(load_law_book(ontology))
    assert 0o600 == cached(folder).stat().st_mode & 0o777


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_file_of_another_user_is_refused(ontology: Path, folder: Path, compiled: Content) -> None:
    """In a shared folder lies what others put there."""
    forge(cached(folder))
    os.chown(cached(folder), 12345, -1)

    assert compiled == content(load_law_book(ontology))
    assert os.geteuid() == cached(folder).stat().st_uid


def test_link_is_not_followed_and_pipe_not_waited_for(
    tmp_path: Path, ontology: Path, folder: Path, compiled: Content
) -> None:
    """Only a plain file is read; what stands in its place is replaced by one."""
    file = cached(folder)
    forge(file)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")

    assert compiled == content(load_law_book(ontology))
    assert not file.is_symlink()
    file.unlink()
    os.mkfifo(file)
    assert compiled == content(load_law_book(ontology))
    assert file.is_file()


def test_file_of_other_law_is_not_taken_for_this(ontology: Path, folder: Path, compiled: Content) -> None:
    """A file that is whole but lies under the name of another is not read as that."""
    other = cached(folder).read_bytes()
    (ontology / "clash.ttl").write_text((ontology / "clash.ttl").read_text("utf-8") + "\n# Changed.\n", "utf-8")
    changed = load_law_book(ontology)
    name = next(file for file in folder.iterdir() if file.read_bytes() != other)
    name.write_bytes(other)

    assert compiled["digest"] != changed.digest == load_law_book(ontology).digest


def test_no_home_is_needed(monkeypatch: pytest.MonkeyPatch, ontology: Path, compiled: Content) -> None:
    """In a container there may be no home; then the law is compiled each time."""

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("LEXFLUX_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)

    assert compiled == content(load_law_book(ontology))


def test_no_folder_is_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ontology: Path, compiled: Content
) -> None:
    """Where no folder can be made, as below a file, the law is compiled each time."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEXFLUX_CACHE", str(tmp_path / "file" / "cache"))

    assert compiled == content(load_law_book(ontology))


def test_full_disk_leaves_nothing_behind(ontology: Path, folder: Path) -> None:
    """What could not be written whole is not there at all."""
    with full_disk(100):
        assert load_law_book(ontology).norms
    assert [] == list(folder.iterdir())


def test_what_a_killed_process_left_behind_is_removed(ontology: Path, folder: Path, compiled: Content) -> None:
    """Old unfinished files go; one that somebody may be writing stays, and so does what is not of the cache."""
    old, young, foreign = (folder / name for name in ("old" + cache.UNFINISHED, "young" + cache.UNFINISHED, "foreign"))
    for file in (old, young, foreign):
        file.touch()
    for file in (old, foreign):
        os.utime(file, (time.time() - 3600,) * 2)

    load_law_book(ontology)

    assert [False, True, True] == [file.exists() for file in (old, young, foreign)]


def test_law_of_long_ago_is_removed(ontology: Path, folder: Path, compiled: Content) -> None:
    """Each change of the law makes a file; those of which nobody can know any more go when a new one is made."""
    old = cached(folder)
    os.utime(old, (time.time() - 2 * cache.MONTH,) * 2)
    (ontology / "clash.ttl").write_text((ontology / "clash.ttl").read_text("utf-8") + "\n# Changed.\n", "utf-8")

    load_law_book(ontology)

    assert not old.exists()
    assert cached(folder)
