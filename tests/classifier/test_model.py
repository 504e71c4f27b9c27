"""A model as files: read back as it was, refused when anything in it was touched."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest

from thematique.classifier.model import ARRAYS, CARD, N_HASHES, Model, hashed, pack, read_card, unpack
from thematique.digests import digest
from thematique.errors import WrongUse
from thematique.french.families import families
from thematique.records import File

TEXT = "On se croise devant la machine à café, et le café règle tout."


def model() -> Model:
    columns = np.sort(hashed(sorted(set(families(TEXT)))).indices.astype(np.int64))
    rng = np.random.default_rng(0)
    return Model(
        codes=("informel.cafe", "tensions.turnover"),
        encoder="essai@0",
        columns=columns,
        rarity=np.ones(len(columns)),
        meaning=rng.normal(size=(4, 2)),
        words=rng.normal(size=(len(columns), 2)),
        bias=np.zeros(2),
        threshold=np.full(2, 0.3),
    )


def tampered(files: list[File], **arrays: object) -> list[File]:
    """The files with other arrays, and a card that vouches for them."""
    stored = dict(np.load(io.BytesIO(files[1].content)))
    stream = io.BytesIO()
    np.savez(stream, **(stored | arrays))  # type: ignore[arg-type]
    return vouched(files[0], stream.getvalue())


def vouched(card: File, content: bytes) -> list[File]:
    told = json.loads(card.content) | {"arrays": digest(content)}
    return [File(name=CARD, content=json.dumps(told).encode()), File(name=ARRAYS, content=content)]


def one_array() -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.zeros(2))
    return stream.getvalue()


def archive(content: bytes) -> bytes:
    """An archive whose members all hold this."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name in ("columns", "rarity", "meaning", "words", "bias", "threshold"):
            opened.writestr(f"{name}.npy", content)
    return stream.getvalue()


def test_a_model_read_back_says_the_same() -> None:
    made = model()
    vectors = np.eye(4, dtype=np.float32)[:1]
    again = unpack(pack(made, {"version": "v1"}))
    assert np.array_equal(again.probabilities([TEXT], vectors), made.probabilities([TEXT], vectors))
    assert again.codes == made.codes
    assert read_card(pack(made, {"version": "v1"}))["version"] == "v1"


def test_its_files_are_the_same_each_time_and_hold_no_word() -> None:
    files = pack(model(), {})
    assert files == pack(model(), {})
    assert not any(
        word.encode() in file.content for file in files for word in ("machine", "café", "croise", "croise"[:6])
    )


def test_the_words_that_spoke_are_those_of_the_passage_with_the_most_weight() -> None:
    made = model()
    weights = np.zeros((len(made.columns), 2))
    weights[list(made.columns).index(hashed(["café"]).indices[0]), 0] = 3.0
    weights[list(made.columns).index(hashed(["machin"]).indices[0]), 0] = 1.0
    told = Model(**{name: getattr(made, name) for name in Model.__dataclass_fields__ if name != "words"}, words=weights)
    assert list(told.spoke(TEXT, 0, 5)) == ["café", "machine"]
    assert list(told.spoke(TEXT, 1, 5)) == []
    assert list(told.spoke("…", 0, 5)) == []


def test_an_altered_file_is_refused() -> None:
    card, arrays = pack(model(), {})
    with pytest.raises(WrongUse, match="abîmé"):
        unpack([card, File(name=ARRAYS, content=arrays.content[:-1] + b"x")])


class Trap:
    """What a pickle would run."""

    sprung = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return setattr, (Trap, "sprung", True)


def test_a_booby_trapped_model_is_refused_and_nothing_of_it_runs() -> None:
    trapped = np.empty(2, dtype=object)
    trapped[0] = Trap()
    with pytest.raises(WrongUse, match="abîmé"):
        unpack(tampered(pack(model(), {}), bias=trapped))
    with pytest.raises(WrongUse, match="abîmé"):
        unpack(vouched(pack(model(), {})[0], pickle.dumps(Trap())))
    assert not Trap.sprung


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04 and no more", id="the beginning of an archive"),
        pytest.param(one_array(), id="an array by itself"),
        pytest.param(archive(b"no array"), id="an archive of something else"),
    ],
)
def test_a_file_of_another_kind_is_refused_even_when_the_card_vouches_for_it(content: bytes) -> None:
    with pytest.raises(WrongUse, match="abîmé"):
        unpack(vouched(pack(model(), {})[0], content))


def test_whatever_byte_was_changed_a_file_is_read_or_refused() -> None:
    card, arrays = pack(model(), {})
    refused = 0
    for place in range(0, len(arrays.content), 3):
        content = bytearray(arrays.content)
        content[place] ^= 0xFF
        try:
            unpack(vouched(card, bytes(content)))
        except WrongUse:
            refused += 1
    assert refused > 100


@pytest.mark.parametrize(
    "arrays",
    [
        {"bias": np.zeros(3)},
        {"bias": np.array([np.nan, 0.0])},
        {"threshold": np.array(["a", "b"])},
        {"meaning": np.zeros((4, 1))},
        {"columns": np.full(11, N_HASHES)},
        {"columns": np.full(11, -1)},
        {"words": np.zeros(5)},
    ],
)
def test_arrays_that_do_not_fit_are_refused_even_when_the_card_vouches_for_them(arrays: dict[str, object]) -> None:
    with pytest.raises(WrongUse, match="abîmé"):
        unpack(tampered(pack(model(), {}), **arrays))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"arrays": 3}'])
def test_a_damaged_card_is_refused(content: bytes) -> None:
    with pytest.raises(WrongUse, match="abîmé"):
        unpack([File(name=CARD, content=content), pack(model(), {})[1]])


def test_missing_files_are_refused() -> None:
    with pytest.raises(WrongUse, match="abîmé"):
        unpack([])
    with pytest.raises(WrongUse, match="abîmé"):
        unpack(pack(model(), {})[:1])
