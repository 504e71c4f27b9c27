"""thematique init."""

from pathlib import Path

from command import Cli, assert_french

BROKEN = """title = 3
couleur = "bleu"

[Tensions]
name = "Tensions"

[tensions.turnover]
definition = "Les gens partent."
examples = ["un", 2]
exemples = ["trois"]

[tensions.attente]
name = "Attente"
definition = "Attendre."
examples = ["le même passage"]
counter_examples = [
  "autre chose",
  "le même passage",
]
"""


def test_a_study_is_made_with_the_seed_codebook(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "mon étude"
    said = cli("init", folder)
    assert said.status == 0
    assert f"Étude créée : {folder}" in said.out
    assert "(12 codes)" in said.out
    assert f"thematique add {folder}" in said.err
    assert {path.name for path in folder.iterdir()} == {
        "etude.toml",
        "codebook.toml",
        "transcripts",
        "private",
        "tables",
    }
    assert (folder / "private").stat().st_mode & 0o777 == 0o700
    assert 'title = "mon étude"' in (folder / "etude.toml").read_text(encoding="utf-8")


def test_a_title_that_toml_would_not_take_is_written_all_the_same(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / 'l\'étude "une"\\deux'
    assert cli("init", folder).status == 0
    assert cli("status", folder).out.startswith('l\'étude "une"\\deux : 0 fichier')


def test_another_codebook_is_copied_in(cli: Cli, tmp_path: Path) -> None:
    grille = tmp_path / "grille.toml"
    grille.write_text('title = "Ma grille"\n[attente]\nname = "Attente"\ndefinition = "Attendre."\n', encoding="utf-8")
    said = cli("init", tmp_path / "etude", "--codebook", grille)
    assert said.status == 0
    assert "Grille de codage : Ma grille (1 code)" in said.out
    assert (tmp_path / "etude" / "codebook.toml").read_bytes() == grille.read_bytes()


def test_an_existing_study_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "etude")
    settings = tmp_path / "etude" / "etude.toml"
    settings.write_text('title = "la mienne"\n', encoding="utf-8")
    said = cli("init", tmp_path / "etude")
    assert (said.status, said.out) == (2, "")
    assert "est déjà une étude ; choisissez un autre dossier." in said.err
    assert settings.read_text(encoding="utf-8") == 'title = "la mienne"\n'


def test_a_bad_codebook_is_refused_with_all_its_problems_and_their_lines(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "grille.toml").write_text(BROKEN, encoding="utf-8")
    said = cli("init", tmp_path / "etude", "--codebook", tmp_path / "grille.toml")
    assert said.status == 2
    assert said.err.splitlines() == [
        "grille.toml : ligne 1 : « title » doit être un texte entre guillemets.",
        "grille.toml : ligne 2 : « couleur » est inconnu ici ; clés admises : "
        "title, language, version, description, sources.",
        "grille.toml : ligne 4 : [Tensions] : un nom de code s'écrit en minuscules sans accent ni espace.",
        "grille.toml : ligne 4 : [Tensions] n'a pas de « definition ».",
        "grille.toml : ligne 7 : [tensions.turnover] n'a pas de « name ».",
        "grille.toml : ligne 7 : [tensions] n'a pas de « definition ».",
        "grille.toml : ligne 7 : [tensions] n'a pas de « name ».",
        "grille.toml : ligne 9 : [tensions.turnover] « examples » contient autre chose qu'un texte.",
        "grille.toml : ligne 10 : [tensions.turnover] « exemples » est inconnu ; clés admises : "
        "name, definition, includes, excludes, expressions, examples, counter_examples.",
        "grille.toml : ligne 18 : [tensions.attente] l'exemple « le même passage » est déjà donné ici.",
    ]
    assert not (tmp_path / "etude").exists()


def test_a_codebook_that_is_not_there_is_told(cli: Cli, tmp_path: Path) -> None:
    said = cli("init", tmp_path / "etude", "--codebook", tmp_path / "absente.toml")
    assert (said.status, said.err) == (2, "absente.toml : le fichier est introuvable ou illisible.\n")


def test_a_study_cannot_be_made_inside_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("rien", encoding="utf-8")
    said = cli("init", tmp_path / "note")
    assert said.status == 1
    assert "est en fait un fichier" in said.err
    assert_french(said.err)
