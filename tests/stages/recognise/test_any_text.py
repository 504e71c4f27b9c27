"""Whatever is said, however it is written down: nothing stops the recognisers, and what they find stands in the text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thematique.french.lexicon import among
from thematique.recogniser import Entity
from thematique.records import Where
from thematique.stages.recognise import spoken
from thematique.stages.recognise.lexicon import lexicon

from .sentences import recognise

_SAID = sorted(
    among(
        "a d e h l s t y de van den der el ben la le les du aux au l' d' c'est un une des mon ma notre madame monsieur "
        "docteur maître tante papy petit petite Rose rose marche Marche DUPONT Dupont dupont fatou Fatou ÖZDEMIR nguyen "
        "thi Huy huy Liège liège noël mai avril lundi zéro deux quatre vingt cent mille an ans mois 4 15 2019 0478 12/03 "
        "rue avenue bloc numéro dossier école asbl institut maison CPAS cpas AMO GVTH arobase point tiret apostrophe "
        "tréma accent comme avec chez appelle nom s'écrit initiales euh hein bah voilà oui il elle dit travaille veut "
        "dire"
    )
)
_SIGNS = [
    ", ",
    ". ",
    "... ",
    " ? ",
    " ",
    " ",
    " ",
    " ",
    "-",
    "'",
    "…",
    "\u00a0",
    ": ",
    " « ",
    " » ",
    " (",
    ") ",
    "\u200b",
    "",
]
_pieces = st.tuples(st.sampled_from(_SAID) | st.text(max_size=3), st.sampled_from(_SIGNS))
_letters = st.tuples(st.sampled_from(sorted(among("a d e h l m s t y de van le"))), st.sampled_from([" ", ", ", "-"]))
_texts = (st.lists(_pieces, max_size=14) | st.lists(_letters, max_size=6)).map(
    lambda pieces: "".join(word + sign for word, sign in pieces)
)
_THOROUGH = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_THOROUGH
@given(st.data(), _texts, st.sampled_from(["PER", "LOC", "ORG"]), st.booleans())
def test_what_the_model_sees_may_be_anything(data: st.DataObject, text: str, label: str, cased: bool) -> None:
    everything, some = st.just((0, len(text))), st.tuples(*[st.integers(0, len(text))] * 2)
    start, end = sorted(data.draw(everything | some))
    seen = Entity(start, end, label, data.draw(st.floats(0.01, 0.99)))
    for span in spoken.names(text, [seen], lexicon(), cased=cased):
        assert 0 <= span.start < span.end <= len(text)


@_THOROUGH
@given(st.lists(_texts, min_size=1, max_size=4), _texts)
def test_any_transcript_is_read(texts: list[str], speaker: str) -> None:
    for found in recognise(texts, speaker=speaker):
        inside = {Where.TEXT: texts[found.turn], Where.SPEAKER: speaker}.get(found.where, "entretien")
        assert inside[found.start : found.end] == found.text != ""
