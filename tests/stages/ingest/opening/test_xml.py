"""XML made to harm is refused quickly, and nothing outside it is touched."""

from pathlib import Path

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening import xml
from thematique.stages.ingest.opening.xml import parse_xml


def reason(content: bytes) -> Reason:
    with pytest.raises(FileRefused) as refused:
        parse_xml(content)
    return refused.value.reason


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
    assert reason(content) is Reason.ENTITIES


def test_no_entity_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canari")
    content = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>&x;</a>"
    assert reason(content.encode()) is Reason.ENTITIES


WHOLE = (
    "<?xml version='1.0'?>\n<a><b c='x > é'>texte &amp; <!-- un > deux --> <![CDATA[ a > b ]]> œ</b>\n<d e='f'/></a>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_cut_anywhere_is_truncated(encoding: str) -> None:
    content = WHOLE.encode(encoding)
    assert parse_xml(content).tag == "a"
    assert {reason(content[:length]) for length in range(len(content.rstrip(b"\0")) - 1)} == {Reason.TRUNCATED}


def test_much_xml_cut_inside_a_tag_is_truncated() -> None:
    assert reason(b"<a>" + b"<b>texte</b>" * 20_000 + b"<b c='") is Reason.TRUNCATED


@pytest.mark.parametrize("content", [b"<a></b></a>", b"<a" + b"<a>" * 3, b"<a>" * 5000, b"<a>\x01</a>", b"bonjour"])
def test_xml_that_breaks_its_rules_is_malformed(content: bytes) -> None:
    assert reason(content) is Reason.MALFORMED


def test_a_tree_too_large_for_memory_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_TAGS", 10)
    assert reason(b"<a>" + b"<b/>" * 30 + b"</a>") is Reason.TOO_BIG
