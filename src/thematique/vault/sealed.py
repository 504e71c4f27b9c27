"""A file that only a passphrase opens, written and read as a stream of chunks that cannot be altered or moved.

Format: a line that names it, the length of the header (4 bytes), the header (JSON), its code (32 bytes), then chunks.
Method: scrypt makes two keys of the passphrase and a random salt. One authenticates the header, so that a wrong
    passphrase is told from a damaged chunk; the other enciphers each chunk with ChaCha20-Poly1305. A chunk's nonce is
    its rank and whether it is the last (STREAM, Hoang, Reyhanitabar, Rogaway & Vizár 2015), and it is bound to the
    header: a chunk that is missing, doubled, out of order or of another file is refused.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from typing import Any, BinaryIO

from thematique.errors import WrongUse

_MAGIC = b"thematique vault 1\n"
_N, _R, _P = 1 << 17, 8, 1
# what a forged header may ask of this machine: a gigabyte
_HIGHEST_N = 1 << 20
_SALT, _KEY, _CODE, _TAG = 32, 32, 32, 16
_CHUNK = 1 << 20
_LONGEST_HEADER = 4096
_SHORTEST, _FEWEST = 8, 5


class Damaged(WrongUse):
    """The file was cut short, altered, or is no vault."""

    def __init__(self) -> None:
        super().__init__(
            "le coffre est abîmé, incomplet ou a été modifié : il n'a pas été ouvert et rien n'a été écrit ; "
            "reprenez-en une copie."
        )


class WrongPassphrase(WrongUse):
    """The passphrase does not open the file."""

    def __init__(self) -> None:
        super().__init__("la phrase de passe n'est pas celle du coffre : il n'a pas été ouvert et rien n'a été écrit.")


def require_strong(passphrase: str) -> None:
    """Check that a new passphrase is worth something.

    Raises:
        WrongUse: it is too short, or made of too few signs.
    """
    told = _normalised(passphrase)
    if len(told.strip()) < _SHORTEST or len(set(told)) < _FEWEST or told.isdigit():
        raise WrongUse(
            f"la phrase de passe est trop faible ; il faut au moins {_SHORTEST} signes, variés : quatre ou cinq mots "
            "sans rapport entre eux, par exemple."
        )


class Sealer:
    """Writes a stream into a sealed file; `close` ends it."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt = secrets.token_bytes(_SALT)
        header = _MAGIC + _framed(
            {"kdf": "scrypt", "n": _N, "r": _R, "p": _P, "salt": salt.hex(), "cipher": _CIPHER, "chunk": _CHUNK}
        )
        cipher, code = _keys(passphrase, salt, _N, _R, _P)
        target.write(header + hmac.digest(code, header, "sha256"))
        self._target, self._chunks, self._waiting = target, _Chunks(cipher, header), bytearray()

    def write(self, content: bytes) -> None:
        """Add to the stream; a chunk is held back, since the last one is marked as such."""
        self._waiting += content
        while len(self._waiting) > _CHUNK:
            self._target.write(self._chunks.seal(bytes(self._waiting[:_CHUNK]), last=False))
            del self._waiting[:_CHUNK]

    def close(self) -> None:
        """Write the last chunk."""
        self._target.write(self._chunks.seal(bytes(self._waiting), last=True))
        self._waiting.clear()


class Unsealer:
    """Reads the stream of a sealed file; nothing that is not authentic ever comes out.

    Raises:
        Damaged: the file is no vault, or of a version that is not known.
        WrongPassphrase: the passphrase is not its own.
    """

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        header, told = _header(source)
        salt, size = bytes.fromhex(told["salt"]), told["chunk"]
        cipher, code = _keys(passphrase, salt, told["n"], told["r"], told["p"])
        if not hmac.compare_digest(source.read(_CODE), hmac.digest(code, header, "sha256")):
            raise WrongPassphrase
        self._source, self._chunks, self._size = source, _Chunks(cipher, header), size + _TAG
        self._next = source.read(self._size)
        self._ready = bytearray()
        self._ended = False

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end of the stream only.

        Raises:
            Damaged: a chunk was altered, or is not in its place.
        """
        while len(self._ready) < size and not self._ended:
            current, self._next = self._next, self._source.read(self._size)
            self._ended = not self._next
            self._ready += self._chunks.open(current, last=self._ended)
        out = bytes(self._ready[:size])
        del self._ready[:size]
        return out


class _Chunks:
    """Chunks of one file, in their order."""

    def __init__(self, key: bytes, header: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._cipher = ChaCha20Poly1305(key)
        self._bound = hashlib.sha256(header).digest()
        self._rank = 0

    def seal(self, content: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(last=last), content, self._bound)

    def open(self, content: bytes, *, last: bool) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(self._nonce(last=last), content, self._bound)
        except InvalidTag as error:
            raise Damaged from error

    def _nonce(self, *, last: bool) -> bytes:
        # a key serves one file only, so that ranks never meet twice
        nonce = self._rank.to_bytes(11, "big") + bytes([last])
        self._rank += 1
        return nonce


def _header(source: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    """The header as it stands in the file, and what it tells.

    Raises:
        Damaged: it is no header of ours, or asks for more than is reasonable.
    """
    start = source.read(len(_MAGIC) + 4)
    length = int.from_bytes(start[-4:], "big")
    if not start.startswith(_MAGIC) or len(start) < len(_MAGIC) + 4 or length > _LONGEST_HEADER:
        raise Damaged
    text = source.read(length)
    try:
        told = json.loads(text)
        known = told["kdf"] == "scrypt" and told["cipher"] == _CIPHER and told["chunk"] == _CHUNK
        modest = _N <= told["n"] <= _HIGHEST_N and told["n"].bit_count() == 1 and (told["r"], told["p"]) == (_R, _P)
        if not known or not modest or len(bytes.fromhex(told["salt"])) != _SALT:
            raise Damaged
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged from error
    return start + text, told


def _keys(passphrase: str, salt: bytes, n: int, r: int, p: int) -> tuple[bytes, bytes]:
    """The key of the cipher and that of the header's code."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    made = Scrypt(salt=salt, length=2 * _KEY, n=n, r=r, p=p).derive(_normalised(passphrase).encode())
    return made[:_KEY], made[_KEY:]


def _normalised(passphrase: str) -> str:
    """The same passphrase whatever the keyboard made of its accents."""
    return unicodedata.normalize("NFC", passphrase)


def _framed(told: dict[str, Any]) -> bytes:
    text = json.dumps(told, sort_keys=True).encode()
    return len(text).to_bytes(4, "big") + text


_CIPHER = "ChaCha20-Poly1305"
