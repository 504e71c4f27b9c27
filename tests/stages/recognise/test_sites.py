"""What addresses are made of is found where it is said word by word."""

import pytest

from marked import mark, plain
from thematique.stages.recognise import addressed, sites
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("c'est moulinvert at gmail point com", "le <ORG>moulin vert</ORG> a fermé, un moulin tout vert"),
        ("c'est moulin vert tout attaché arobase proximus point be", "au <ORG>Moulin Vert</ORG> le mardi"),
        ("écrivez à accueil@latabledamis.be", "<ORG>la table d'amis</ORG>, c'est une table"),
        ("c'est info arobase coindeslampions point be", "tout attaché <ORG>coindeslampions</ORG>, un coin"),
        ("écrivez à solidarite@exemple.be", "la solidarité, c'est tout"),
        ("voir www.moulin-vert.be", "un moulin vert"),
        ("écrivez à sophie@gmail.com", "chez sophie et chez gmail"),
    ],
)
def test_an_address_in_one_word_tells_the_name_in_several(address: str, sentence: str) -> None:
    texts = [address, plain(sentence)]
    spans = [merge(text, addressed.find(text), lexicon()) for text in texts]
    found = sites.find_all(texts, spans)[1]
    assert mark(texts[1], [(span.start, span.end, span.kind) for span in found]) == sentence
