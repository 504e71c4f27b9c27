"""Archives made to harm are refused quickly."""

import io
import zipfile

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening import archives
from thematique.stages.ingest.opening.archives import member_names, open_archive


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
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    assert reason(archive(a=b"x" * 600, b=b"y" * 600)) is Reason.BOMB


def test_too_many_members_are_a_bomb() -> None:
    content = archive(**{str(number): b"" for number in range(archives.MOST_MEMBERS + 1)})
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
