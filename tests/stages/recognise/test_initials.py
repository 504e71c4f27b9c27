"""People of whom a transcript gives only the initials."""

import pytest

from marked import plain

from .sentences import FILLER, marked, recognise


@pytest.mark.parametrize(
    "sentence",
    [
        "Une lettre signée « <PER>V. de La Fontaine</PER>, avec deux espaces ».",
        "J'ai un petit, qui ne parle pas, tu viens avec <PER>K</PER>. ? Donc je passe. <PER>K</PER>. est là.",
        "« <PER>K.R</PER>. vient à l'école pour manger. » On lit le P.V. devant la T.V., et <PER>K.R</PER>. a bien mangé.",
        "On prend de la vitamine K. Et puis on voit.",
        "Moi c'est <PER>Anne Gilles</PER>. Il y a « <PER>A. G</PER>. » en bas et l'A.G. est demain.",
    ],
)
def test_with_capitals(sentence: str) -> None:
    text = plain(sentence)
    assert marked(text, recognise([text, FILLER])) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "je vais dire <PER>b d</PER> parce que la famille est connue ici donc <PER>b d</PER> elle venait",
        "je vais pas dire son nom je vais dire <PER>k</PER> juste <PER>k</PER> elle vivait là et bon <PER>k</PER> va bien",
        "appelez moi madame <PER>n</PER> comme tout le monde alors madame <PER>n</PER> elle est venue chez moi",
        "madame l a vu que monsieur s est fâché et madame m'a dit non",
        "<PER>jean pierre delvaux</PER> est là et <PER>j p</PER> il a dit laisse moi la semaine",
        "on a le vitamine k et le c p a s",
        "une carte <PER>k o</PER> c'est comme ça qu'il signait ses initiales <PER>k o</PER> il trouvait ça génial",
        "moi c'est <PER>hanne de brabandere</PER> et puis on coupe <PER>hanne d b</PER> fin du groupe",
        "elle écrit dessus <PER>s t</PER> comme ses initiales et je suis <PER>hanne</PER> enfin <PER>hanne d b</PER> voilà",
        "ma voisine <PER>rose petit</PER> me répond elle signe <PER>r petit</PER> ça me fait plaisir",
    ],
)
def test_without_capitals(sentence: str) -> None:
    text = plain(sentence)
    assert marked(text, recognise([text, "et puis voilà on a continué comme ça"])) == sentence
