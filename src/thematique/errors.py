"""Everything that can go wrong in front of a user, and the French sentence for it.

    ThematiqueError
    ├── FileRefused        one file cannot be processed; the rest goes on (exit status 1)
    └── WrongUse           the command cannot be carried out as asked (exit status 2)
        ├── StudyMissing
        ├── InvalidFile    a settings file or codebook with problems, all listed at once
        │   └── Altered    a model that is not the one that was shipped
        └── StudyBusy

A sentence names the file or the place, what is wrong, and the remedy. It never quotes a transcript.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why a transcript is refused; `{place}` is where, when that is known."""

    EMPTY = "le fichier est vide, ou ne contient que des blancs ; vérifiez qu'il a bien été enregistré ou copié."
    NO_TURN = "aucune parole n'a été trouvée dans ce fichier ; vérifiez son contenu."
    TOO_BIG = "le fichier dépasse la taille admise ({place}) ; découpez-le en plusieurs fichiers."
    UNKNOWN_FORMAT = "ce format n'est pas lu ({place}) ; enregistrez la transcription en .docx, .odt ou .txt."
    BINARY = (
        "le contenu n'est pas du texte (c'est peut-être un son, une image ou un programme) ; "
        "ajoutez la transcription elle-même."
    )
    ENCODING = "l'encodage du texte n'a pas pu être reconnu ; enregistrez le fichier en UTF-8."
    TRUNCATED = "le fichier est incomplet ou abîmé ({place}) ; copiez-le à nouveau depuis l'original."
    ENCRYPTED = "le fichier est protégé par un mot de passe ; enregistrez-le sans protection."
    SCANNED = (
        "le PDF ne contient que des images, sans texte ; passez-le d'abord dans un logiciel de reconnaissance de texte."
    )
    BOMB = (
        "le fichier se décompresse en un volume anormal ({place}) et n'a pas été ouvert ; "
        "demandez-en une autre copie, ou donnez le texte en .txt."
    )
    ENTITIES = (
        "le fichier contient des définitions (entités XML) qui sont refusées par sécurité ; "
        "exportez-le à nouveau depuis son logiciel, ou donnez le texte en .txt."
    )
    MALFORMED = "le fichier n'est pas conforme à son format ({place}) ; exportez-le à nouveau depuis son logiciel."
    OLD_WORD = "l'ancien format .doc de Word n'est pas lu ; ouvrez le fichier et enregistrez-le en .docx."
    NO_TEXT_COLUMN = "aucune colonne de texte n'a été reconnue ({place}) ; nommez « texte » celle des paroles."
    UNREADABLE = (
        "le fichier n'a pas pu être ouvert ({place}) ; vérifiez qu'il existe et que vous avez le droit de le lire."
    )
    SAME_NAME = (
        "un autre fichier de ce nom, au contenu différent, est déjà dans l'étude ; "
        "renommez celui-ci, ou retirez l'ancien du dossier transcripts/."
    )
    SAME_CONTENT = "même contenu que « {place} », déjà dans l'étude ; rien n'a été copié."
    LINK = "c'est un lien vers un autre fichier ; ajoutez le fichier lui-même."
    UNSIGNED = (
        "les noms de cette transcription n'ont pas été relus et signés ; relisez-la, puis signez-la "
        "(thematique names ETUDE sign)."
    )
    UNEXPECTED = (
        "une erreur inattendue est survenue ({place}) ; le détail est dans private/journal.log, "
        "les autres fichiers sont traités."
    )


class ThematiqueError(Exception):
    """Something that a user can understand and mend."""


class FileRefused(ThematiqueError):
    """One file cannot be processed; the rest of the batch goes on."""

    def __init__(self, reason: Reason, place: str = "") -> None:
        self.reason = reason
        self.place = place
        super().__init__(reason.value.replace("({place}) ", f"({place}) " if place else "").replace("{place}", place))

    def __reduce__(self) -> tuple[type["FileRefused"], tuple[Reason, str]]:
        """Keep reason and place when the error crosses a process."""
        return (FileRefused, (self.reason, self.place))


class WrongUse(ThematiqueError):
    """The command cannot be carried out as asked."""


class StudyMissing(WrongUse):
    """The folder is not a study."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"« {folder} » n'est pas une étude (etude.toml y manque) ; créez-la avec : thematique init {folder}"
        )


class InvalidFile(WrongUse):
    """A file that people write has problems; all are listed."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file} : {problem}" for problem in problems))


class Altered(InvalidFile):
    """A model that travels with thematique is not the one that was shipped: it is not loaded."""

    def __init__(self, file: str) -> None:
        super().__init__(file, ["ce modèle n'est pas celui qui accompagne thematique ; réinstallez thematique."])


class StudyBusy(WrongUse):
    """Another command works on the study."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"une autre commande travaille déjà sur « {folder} » ; attendez qu'elle finisse, puis recommencez."
        )
