"""A sealed file gives back what was put in, to the passphrase alone, and only whole."""

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique.errors import WrongUse
from thematique.vault import sealed
from thematique.vault.sealed import Damaged, Sealer, Unsealer, WrongPassphrase, require_strong

PASSPHRASE = "quatre mots sans rapport"
CONTENT = b"".join(bytes([n % 251]) * 1000 for n in range(3000))

_IN_EARNEST = sealed._N


def seal(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    stream = io.BytesIO()
    sealer = Sealer(stream, passphrase)
    for start in range(0, len(content), 700_001):
        sealer.write(content[start : start + 700_001])
    sealer.close()
    return stream.getvalue()


def unseal(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    unsealer, found = Unsealer(io.BytesIO(content), passphrase), b""
    while block := unsealer.read(500_000):
        found += block
    return found


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Keys that are quickly made: the real cost is measured apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "_N", 1 << 10)
        yield


@pytest.fixture(scope="module")
def whole() -> bytes:
    return seal(CONTENT)


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2 << 20])
def test_what_was_sealed_comes_back(size: int) -> None:
    content = (CONTENT * 2)[:size]
    assert unseal(seal(content)) == content


def test_nothing_of_the_content_nor_of_the_passphrase_can_be_read() -> None:
    found = seal(b"Maelle Vandrezenbeek " * 100)
    assert b"Vandrezenbeek" not in found
    assert PASSPHRASE.encode() not in found


def test_the_same_content_is_never_sealed_twice_alike(whole: bytes) -> None:
    assert seal(CONTENT) != whole


def test_scrypt_costs_what_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_N", _IN_EARNEST)
    whole = seal(CONTENT)
    assert unseal(whole) == CONTENT
    told = json.loads(whole[23 : 23 + int.from_bytes(whole[19:23], "big")])
    assert (told["kdf"], told["r"], told["p"]) == ("scrypt", 8, 1)
    assert told["n"] >= 1 << 17
    assert len(bytes.fromhex(told["salt"])) >= 16


@pytest.mark.parametrize("other", ["", "Quatre mots sans rapport", PASSPHRASE + " "])
def test_another_passphrase_is_refused(whole: bytes, other: str) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(whole, other)


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    assert unseal(seal(b"x", "éàü éàü éàü 12"), "e\u0301a\u0300u\u0308 éàü éàü 12") == b"x"


# the header with its code, a chunk in the middle, the last one, and the borders between them
CUTS = [0, 5, 19, 25, 150, 230, 260, (1 << 20) // 2, -(1 << 19), -17, -16, -1]


@pytest.mark.parametrize("at", CUTS)
def test_a_file_cut_short_is_refused(whole: bytes, at: int) -> None:
    with pytest.raises(WrongUse):
        unseal(whole[:at])


def test_a_file_without_its_last_chunk_is_refused(whole: bytes) -> None:
    header = 23 + int.from_bytes(whole[19:23], "big") + 32
    with pytest.raises(Damaged):
        unseal(whole[: header + 2 * ((1 << 20) + 16)])


def test_chunks_out_of_order_doubled_or_added_are_refused(whole: bytes) -> None:
    header, size = 23 + int.from_bytes(whole[19:23], "big") + 32, (1 << 20) + 16
    start, first, second, rest = (
        whole[:header],
        *(whole[header + n * size : header + (n + 1) * size] for n in (0, 1, 2)),
    )
    for forged in (second + first + rest, first + first + rest, first + rest, first + second + rest + rest, rest):
        with pytest.raises(Damaged):
            unseal(start + forged)
    with pytest.raises(Damaged):
        unseal(whole + b"\0")


def test_a_chunk_of_another_file_of_the_same_passphrase_is_refused(whole: bytes) -> None:
    other, header = seal(CONTENT), 23 + int.from_bytes(whole[19:23], "big") + 32
    with pytest.raises(Damaged):
        unseal(whole[:header] + other[header:])


@settings(max_examples=12)
@given(st.integers(0, 10**9), st.integers(1, 255))
def test_a_changed_byte_is_refused_wherever_it_is(whole: bytes, at: int, change: int) -> None:
    # half of the tries in the header, which is a small part of the whole
    at = at % 260 if at % 2 else at % len(whole)
    forged = bytearray(whole)
    forged[at] ^= change
    with pytest.raises(WrongUse):
        unseal(bytes(forged))


@pytest.mark.parametrize(
    "change",
    [{"n": 1 << 9}, {"n": 1 << 30}, {"n": "x"}, {"n": 1025}, {"r": 1}, {"p": 10**9}, {"salt": "zz"}, {"kdf": "none"}],
)
def test_a_header_that_asks_for_too_little_or_too_much_is_refused_at_once(
    whole: bytes, change: dict[str, object]
) -> None:
    length = int.from_bytes(whole[19:23], "big")
    told = json.dumps({**json.loads(whole[23 : 23 + length]), **change}).encode()
    with pytest.raises(Damaged):
        unseal(whole[:19] + len(told).to_bytes(4, "big") + told + whole[23 + length :])


@pytest.mark.parametrize("weak", ["", "   ", "court", "aaaaaaaaaaaaaaaa", "123456789012345", "            ab"])
def test_a_weak_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(WrongUse, match="trop faible"):
        require_strong(weak)
