"""A coded study whose texts are cut, pseudonymised or corrected anew: each coding is on its words, or is listed."""

import random
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections

import databases  # noqa: F401 - the models need a Django that is set up
from command import SAMPLE
from thematique.codings import NOTHING, Drawn, Verdict
from thematique.review import carrying, coders, decisions, journal
from thematique.review.editions import Editions
from thematique.review.models import Coding, Memo, Role
from thematique.study import Study

PIPELINE = 'stages = ["ingest", "recognise", "correct", "pseudonyms", "anonymise", "segment"]\n'
DOCUMENTS = ("ent4_creche.txt", "fg2_charleroi.txt")
_NUMBER = re.compile(r"(?<=_)\d+(?=\])")
_FORGOTTEN = "Enquêtrice : Une question oubliée à la première transcription ? #00:00:01-0#"
_SURE = 8
"""Passages of so many words are found again wherever they went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A study in which 120 segments and 60 selections of words are coded; what lies under each coding, by its key."""

    study: Study
    words: Mapping[int, str]

    def settings(self, text: str) -> None:
        """What etude.toml says besides the pipeline; the study is run again."""
        head = f'pipeline = "{(self.study.folder.parent / "essai.toml").as_posix()}"\n'
        (self.study.folder / "etude.toml").write_text(head + text, encoding="utf-8")
        run(Study(self.study.folder))

    def now(self) -> dict[int, str]:
        """What lies under each coding that is in its place, after they are carried over."""
        study = Study(self.study.folder)
        study.people.codings()
        shared = study.shared()
        with study.people.opened():
            assert Coding.objects.filter(standing=True).count() == len(self.words), "none is dropped"
            assert journal.verify().broken is None
            rows = list(Coding.objects.filter(standing=True, lost=""))
            return {row.pk: same(shared.text(row.document)[row.start : row.end]) for row in rows}

    def lost(self) -> dict[int, str]:
        """Why each of the others is not, as the page « À replacer » lists them."""
        with self.study.people.opened():
            return {row.pk: row.lost for row in carrying.lost() if isinstance(row, Coding)}


def run(study: Study) -> None:
    assert [done for done in study.run() if done.refused] == []


def same(words: str) -> str:
    """Words as they are compared: pseudonyms are numbered anew now and then."""
    return " ".join(_NUMBER.sub("", words).split())


def having(words: Mapping[int, str], pattern: str) -> set[int]:
    return {key for key, text in words.items() if re.search(pattern, text, re.IGNORECASE)}


def long(keys: Iterable[int], words: Mapping[int, str]) -> set[int]:
    return {key for key in keys if len(words[key].split()) >= _SURE}


@pytest.fixture(scope="module")
def study_coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reprise") / "etude"
    study = Study.create(folder)
    study.add(sorted(path for path in SAMPLE.rglob("*") if path.name in DOCUMENTS))
    (folder.parent / "essai.toml").write_text(PIPELINE, encoding="utf-8")
    Coded(study=study, words={}).settings("")
    shared, chance = Study(folder).shared(), random.Random(5)
    editions = Editions(shared, folder)
    with Study(folder).people.opened():
        carrying.carry(shared, folder)
        anna = coders.invite("Anna", Role.REVIEWER).coder
        segments = [one for document in sorted(shared.segments) for one in shared.segments[document]]
        for number, segment in enumerate(chance.sample(segments, 120)):
            place = editions.place(segment.document, segment.start, segment.end)
            reading = decisions.show(anna, place, drawn=Drawn.CHOSEN, blind=False, model="")
            decisions.decide(reading, NOTHING if number % 5 == 0 else "tensions.turnover", Verdict.ACCEPT)
        for segment in chance.sample([one for one in segments if one.n_words > 20], 60):
            words = list(re.finditer(r"\S+", segment.text))
            first = chance.randrange(len(words) - 12)
            last = first + chance.choice([2, 5, 10])
            span = segment.start + words[first].start(), segment.start + words[last].end()
            whole = editions.place(segment.document, segment.start, segment.end)
            reading = decisions.show(anna, whole, drawn=Drawn.CHOSEN, blind=False, model="")
            place = editions.place(segment.document, *span)
            decisions.decide(reading, "confiance.construction", Verdict.ACCEPT, place=place)
        decisions.note(anna, editions.place(segments[0].document, segments[0].start, segments[0].end), "à revoir")
    connections.close_all()
    return folder


@pytest.fixture
def coded(study_coded: Path, tmp_path: Path) -> Coded:
    shutil.copy(study_coded.parent / "essai.toml", tmp_path / "essai.toml")
    folder = Path(shutil.copytree(study_coded, tmp_path / "etude"))
    study = Study(folder)
    shared = study.shared()
    with study.people.opened():
        rows = list(Coding.objects.filter(standing=True))
        words = {row.pk: same(shared.text(row.document)[row.start : row.end]) for row in rows}
    return Coded(study=study, words=words)


def test_cutting_anew_moves_no_coding_off_its_words(coded: Coded) -> None:
    before = len(coded.study.table("segments"))
    coded.settings("[segment]\nmax_words = 25\n")
    assert len(Study(coded.study.folder).table("segments")) > before
    assert coded.now() == coded.words
    assert coded.lost() == {}
    coded.settings("[segment]\nmax_words = 80\n")
    assert coded.now() == coded.words
    with coded.study.people.opened():
        wholes = Coding.objects.filter(code__in=[NOTHING, "tensions.turnover"])
        assert not wholes.filter(segment=None).exists(), "with the former cuts, they are whole segments again"


def test_masking_more_words_lists_the_codings_that_had_them_and_moves_the_others(coded: Coded) -> None:
    masked = having(coded.words, r"\bquand\b")
    assert masked
    coded.settings('[recognise]\nmask = ["quand"]\n')
    after, lost = coded.now(), coded.lost()
    assert after == {key: coded.words[key] for key in after}, "every coding in its place is on its very words"
    assert set(after) | set(lost) == set(coded.words)
    assert masked <= set(lost)
    assert coded.study.people.n_lost() == len(lost)
    assert long(set(lost) - masked, coded.words) == set(), "what is long and has the same words is found"
    with coded.study.people.opened():
        astray = [row for row in carrying.lost() if row.pk in masked]
        assert all(row.proposal for row in astray)
        assert Memo.objects.filter(standing=True).count() == 1
    coded.settings("")
    assert coded.now() == coded.words, "what was lost is found when the words come back"


def test_a_name_that_is_no_longer_masked_lists_only_what_had_it(coded: Coded) -> None:
    pseudonyms = having(coded.words, r"\[LIEU_\]")
    assert pseudonyms
    coded.settings('[recognise]\nkinds = ["PER", "ORG", "DATE", "AGE", "PHONE", "EMAIL", "ID", "URL"]\n')
    after, lost = coded.now(), coded.lost()
    assert after == {key: coded.words[key] for key in after}
    assert set(after) | set(lost) == set(coded.words)
    assert pseudonyms <= set(lost)


def test_a_corrected_transcript_lists_what_was_corrected_and_moves_the_rest(coded: Coded) -> None:
    path = next((coded.study.folder / "transcripts").glob("ent4_creche*"))
    text = re.sub(r"\b[Ee]nfin\b", "finalement", path.read_bytes().decode("cp1252"))
    first = text.index("\r\n\r\n") + 4
    path.write_bytes(f"{text[:first]}{_FORGOTTEN}\r\n{text[first:]}".encode("cp1252"))
    with coded.study.people.opened():
        here = set(Coding.objects.filter(document="ent4_creche", standing=True).values_list("pk", flat=True))
        positions = dict(Coding.objects.values_list("pk", "start"))
    touched = having(coded.words, r"\benfin\b") & here
    assert touched
    run(Study(coded.study.folder))
    after, lost = coded.now(), coded.lost()
    assert after == {key: coded.words[key] for key in after}
    assert set(after) | set(lost) == set(coded.words)
    assert touched <= set(lost) <= here, "the other interviews are as they were"
    assert long(set(lost) - touched, coded.words) == set()
    with coded.study.people.opened():
        moved = Coding.objects.filter(pk__in=here & set(after))
        assert all(row.start > positions[row.pk] for row in moved), "a turn was added before them"


def test_a_transcript_taken_out_keeps_its_codings_for_when_it_comes_back(coded: Coded) -> None:
    path = next((coded.study.folder / "transcripts").glob("ent4_creche*"))
    aside = path.rename(coded.study.folder.parent / path.name)
    run(Study(coded.study.folder))
    coded.now()
    with coded.study.people.opened():
        here = set(Coding.objects.filter(document="ent4_creche", standing=True).values_list("pk", flat=True))
    assert set(coded.lost()) == here != set()
    aside.rename(path)
    run(Study(coded.study.folder))
    assert coded.now() == coded.words
    assert coded.lost() == {}
