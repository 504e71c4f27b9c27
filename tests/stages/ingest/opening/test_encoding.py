"""Whatever encoding a French text was written in, the same text is read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.encoding import decode, recognise

TEXT = "Enquêteur : Ça va, à l’école ? « Oui », dit-elle… où l’été, le cœur, la fête.\nP1\u00a0: Là-bas, dès août, hélas.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_french_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp850"])
def test_older_encodings_are_read_too(encoding: str) -> None:
    text = "Enquêtrice : où étiez-vous l'été passé ?\nP2 : à l'école, déjà, ça m'a gênée."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["P1 : oui, l’école", "P1 : ça va", "les États-Unis", "c’est là"])
def test_a_few_accents_are_enough_to_tell_windows_from_mac(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u0085", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert decode(f"P1 : été{end}P2 : oui".encode()) == "P1 : été\nP2 : oui"


def test_decomposed_accents_are_composed() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


def test_twice_encoded_text_is_repaired() -> None:
    assert decode(TEXT.encode().decode("latin-1").encode()) == TEXT


def test_lines_of_two_encodings_in_one_file_are_both_read() -> None:
    content = "P1 : été à l’école\n".encode() + "P2 : déjà gênée".encode("cp1252")
    assert decode(content) == "P1 : été à l’école\nP2 : déjà gênée"


def test_two_encodings_within_one_line_are_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        decode("P1 : été ".encode() + "déjà gênée".encode("cp1252"))
    assert refused.value.reason is Reason.ENCODING


@pytest.mark.parametrize(
    "text", ["P1 – oui", "P1 → oui", "P1 : Привет", "P1 : مرحبا", "P1 : 😀", "P1 : ≥ 3", "P1\u202f: oui"]
)
def test_other_signs_in_utf_8_are_not_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode()) == text


def test_the_encoding_is_named() -> None:
    assert recognise(TEXT.encode("mac_roman")).encoding == "mac_roman"


@pytest.mark.parametrize("content", [b"", b" \n\t ", "\ufeff \n".encode(), "\u00a0".encode()])
def test_a_file_without_a_visible_character_is_empty(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        decode(content)
    assert refused.value.reason is Reason.EMPTY


@pytest.mark.parametrize("content", [b"P1 : a\0b", bytes(range(1, 32)) * 9, b"\x01\x02" * 50 + b"a"])
def test_what_is_not_text_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        decode(content)
    assert refused.value.reason is Reason.BINARY


def test_the_field_mark_of_chat_files_is_text() -> None:
    assert "\x15100_200\x15" in decode(b"*CHI:\toui .\x15100_200\x15\n")


def test_a_half_character_of_utf_16_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        decode("P1 : oui".encode("utf-16")[:-1])
    assert refused.value.reason is Reason.ENCODING


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except FileRefused:
        return
    assert text.strip()
    assert "\r" not in text


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1)
)
def test_utf_8_is_only_composed(text: str) -> None:
    text = "é " + text
    assert decode(text.encode()) == unicodedata.normalize("NFC", text.replace("\ufeff", ""))
