"""What a run is handed beside the transcripts: what people wrote and decided, known by its content."""

from collections.abc import Mapping, Sequence

from thematique.correcting import Corrections
from thematique.digests import digest, digest_of
from thematique.plan import CORPUS, Given
from thematique.private_side import Side, wording
from thematique.records import Code
from thematique.versions import Versions


def handed(
    codes: Sequence[Code], corrections: Corrections, kept: Versions, side: Side
) -> Mapping[str, Mapping[str, Given]]:
    """The codebook, what people decided of names and signed, the model in force, and how the texts must be called."""
    naming, signatures = corrections.naming(), corrections.signatures()
    files = kept.files(kept.current)
    told = wording(side)
    return {
        "codes": {CORPUS: Given(digest=digest_of(map(repr, codes)), load=lambda: codes)},
        "corrections": {CORPUS: Given(digest=digest_of(map(repr, naming)), load=lambda: naming)},
        "signatures": {CORPUS: Given(digest=digest_of(map(repr, signatures)), load=lambda: signatures)},
        "wording": {CORPUS: Given(digest=digest(told.warning.encode()), load=lambda: [told])},
        "trained": {
            CORPUS: Given(digest=digest_of(f"{file.name} {digest(file.content)}" for file in files), load=lambda: files)
        },
    }
