"""Archives and XML made to harm are refused quickly, and nothing outside them is touched."""

import io
import zipfile
from pathlib import Path

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest import guards
from thematique.stages.ingest.guards import member_names, open_archive, parse_xml


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return stream.getvalue()


def reason(content: bytes, opener: object = open_archive) -> Reason:
    with pytest.raises(FileRefused) as refused:
        opener(content)  # type: ignore[operator]
    return refused.value.reason


def test_a_sound_archive_is_opened() -> None:
    assert open_archive(archive(a=b"bonjour")).read("a") == b"bonjour"


def test_an_archive_that_grows_beyond_its_ratio_is_a_bomb() -> None:
    assert reason(archive(a=b" " * 30_000_000)) is Reason.BOMB


def test_an_archive_that_grows_beyond_the_total_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_BYTES", 1000)
    assert reason(archive(a=b"x" * 600, b=b"y" * 600)) is Reason.BOMB


def test_too_many_members_are_a_bomb() -> None:
    content = archive(**{str(number): b"" for number in range(guards.MOST_MEMBERS + 1)})
    assert reason(content) is Reason.BOMB
    assert reason(content, member_names) is Reason.BOMB


def test_a_declared_size_is_not_believed() -> None:
    content = archive(a=b"x" * 1000).replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert reason(content) is Reason.TRUNCATED


@pytest.mark.parametrize("keep", [30, 100, -1, -22])
def test_a_cut_archive_is_truncated(keep: int) -> None:
    assert reason(archive(a=bytes(range(256)) * 4, b=b"b")[:keep]) is Reason.TRUNCATED


def test_a_damaged_member_is_truncated() -> None:
    content = bytearray(archive(a=bytes(range(256)) * 4))
    content[60] ^= 0xFF
    assert reason(bytes(content)) is Reason.TRUNCATED


def test_an_archive_with_a_password_is_encrypted() -> None:
    content = bytearray(archive(a=b"secret"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(content)) is Reason.ENCRYPTED


def test_xml_is_parsed() -> None:
    assert parse_xml("<?xml version='1.0'?>\n<a>é</a>".encode()).text == "é"


def test_a_dtd_that_is_only_named_is_not_loaded() -> None:
    assert parse_xml(b"<?xml version='1.0'?><!DOCTYPE Trans SYSTEM 'trans-14.dtd'><Trans/>").tag == "Trans"


LAUGHS = '<!DOCTYPE a [<!ENTITY l "lol">' + "".join(f'<!ENTITY l{i} "&l;&l;">' for i in range(9)) + "]><a>&l8;</a>"


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS.encode(),
        f"<?xml version='1.0' encoding='UTF-16'?>{LAUGHS}".encode("utf-16"),
        b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&x;</a>",
        b"<a>&eacute;</a>",
        b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a [+ADwAIQ-ENTITY x 'y'>]><a>&x;</a>",
    ],
)
def test_entities_are_refused(content: bytes) -> None:
    assert reason(content, parse_xml) is Reason.ENTITIES


def test_no_entity_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canari")
    content = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>&x;</a>"
    assert reason(content.encode(), parse_xml) is Reason.ENTITIES


@pytest.mark.parametrize("content", [b"<a><b>", b"<a><b>texte", b"", b"<a"])
def test_xml_without_its_end_is_truncated(content: bytes) -> None:
    assert reason(content, parse_xml) is Reason.TRUNCATED


@pytest.mark.parametrize("content", [b"<a></b></a>", b"<a" + b"<a>" * 3, b"<a>" * 5000, b"<a>\x01</a>"])
def test_xml_that_breaks_its_rules_is_refused(content: bytes) -> None:
    assert reason(content, parse_xml) in (Reason.MALFORMED, Reason.TRUNCATED)


def test_a_tree_too_large_for_memory_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_TAGS", 10)
    assert reason(b"<a>" + b"<b/>" * 30 + b"</a>", parse_xml) is Reason.TOO_BIG
