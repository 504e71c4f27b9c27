"""No name crosses to the shared side: looked for in every byte that the machine writes outside private/."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import small
from command import Said, thematique

# unusual enough to stand nowhere by chance; without accents, so that no escaping can hide them
CANARIES = ("vandrezenbeek", "krastapoulis", "ottomar", "zwingolstein", "081 22 33 44", "081223344")
BROKEN = {
    # no column of text: its first row is data, which no message may repeat
    "sans-texte.csv": b"Zwingolstein;34\nZwingolstein;41\n",
    "casse.json": b'{"segments": [{"speaker": "Zwingolstein", "text": "je suis Zwingolstein',
    "autre.json": b'{"Zwingolstein": "Zwingolstein"}',
    "tronque.eaf": b'<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT AUTHOR="Zwingolstein"><TIER TIER_ID="Zwingolstein"><ANN',
    "melange.trs": b'<?xml version="1.0"?><Trans scribe="Zwingolstein"><Zwingolstein></Trans>',
    "sans-heures.srt": b"Zwingolstein : bonjour\n",
    "grille.TextGrid": b'File type = "ooTextFile"\nZwingolstein = "Zwingolstein"\n',
    "faux.pdf": b"Zwingolstein : bonjour\n",
    "inconnu.xyz": b"Zwingolstein : bonjour\n",
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Said]]:
    """A study full of names after its run, and all that the commands said."""
    folder = tmp_path_factory.mktemp("canaris")
    lot = small.write(folder / "lot")
    (lot / "nord.txt").write_text(
        small.NORD.replace(
            "# secteur", "# intervieweuse: Maëlle Vandrezenbeek\n# titre: Chez Ottomar Krastapoulis\n# secteur"
        ),
        encoding="utf-8",
    )
    (lot / "sud.txt").write_text(f"{small.SUD}\nOTTOMAR KRASTAPOULIS : Voilà.\n", encoding="utf-8")
    for name, content in BROKEN.items():
        (lot / name).write_bytes(content)
    etude = folder / "etude"
    commands = (
        ("init", etude),
        ("add", etude, lot),
        ("run", etude, "--dry"),
        ("run", etude),
        ("run", etude, "--force", "--json", "--only", "ingest"),
        ("status", etude),
        ("status", etude, "--json"),
    )
    return etude, [thematique(*command) for command in commands]


def texts(path: Path) -> Iterator[str]:
    """All that a file says: its bytes in two encodings, its rows, its text without the escapes of HTML and JSON."""
    content = path.read_bytes()
    text = content.decode("utf-8", errors="replace")
    yield text
    yield content.decode("utf-16-le", errors="replace")
    yield html.unescape(text)
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield json.dumps(table.to_pylist(), ensure_ascii=False)
        yield str(table.schema)


def test_no_name_is_in_what_is_shared(ran: tuple[Path, list[Said]]) -> None:
    etude, _ = ran
    shared = [
        path
        for path in etude.rglob("*")
        if path.is_file() and path.relative_to(etude).parts[0] not in ("private", "transcripts")
    ]
    assert {path.relative_to(etude).parts[0] for path in shared} >= {"tables", "report", "models", "vectors"}
    leaks = {
        (path.relative_to(etude).as_posix(), canary)
        for path in shared
        for text in texts(path)
        for canary in CANARIES
        if canary in text.lower()
    }
    assert leaks == set()


def test_the_search_finds_the_names_where_they_are(ran: tuple[Path, list[Said]]) -> None:
    etude, _ = ran
    private = " ".join(text.lower() for path in (etude / "private").rglob("*.parquet") for text in texts(path))
    assert all(canary in private for canary in ("vandrezenbeek", "krastapoulis", "ottomar"))


def test_no_name_is_in_what_the_commands_say(ran: tuple[Path, list[Said]]) -> None:
    _, said = ran
    everything = "\n".join(one.out + one.err for one in said).lower()
    assert [canary for canary in CANARIES if canary in everything] == []
    assert len(re.findall(r"^(?:sans-texte\.csv|casse\.json) : ", everything, re.MULTILINE)) >= 2


def test_the_private_side_is_for_its_owner_only(ran: tuple[Path, list[Said]]) -> None:
    etude, _ = ran
    for path in [etude / "private", *(etude / "private").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    assert (etude / "transcripts").stat().st_mode & 0o077 == 0
