"""Who says what and when, in all the ways in which people transcribe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue import turns as turns_module
from thematique.stages.ingest.dialogue.lines import Body, Line, Table
from thematique.stages.ingest.dialogue.turns import read_body, read_lines
from thematique.stages.ingest.transcript import Text, Utterance


def read(text: str) -> Text:
    return read_lines([Line(text=line) for line in text.split("\n")]).texts[0]


def said(text: str) -> list[tuple[str, str]]:
    return [(u.speaker, u.text) for u in read(text).utterances]


def speakers(text: str) -> list[str]:
    return [u.speaker for u in read(text).utterances]


def one(text: str) -> Utterance:
    return next(u for u in read(f"INT : Bonjour.\n{text}\nINT : Merci.").utterances if u.speaker != "INT")


@pytest.mark.parametrize("colon", [" :", ":", "\u00a0:", "\u202f:", " : ", "\u00a0:\u00a0"])
def test_any_space_may_stand_before_the_colon(colon: str) -> None:
    assert said(f"INT{colon}Bonjour\nP1{colon}oui") == [("INT", "Bonjour"), ("P1", "oui")]


@pytest.mark.parametrize(
    "sentence",
    [
        *("Alors je lui ai dit : non.", "Bon : voilà.", "Il y a deux choses : la première.", "Résultat : rien."),
        *(
            "12:30 on mange",
            "http://exemple.be",
            "Mon père : un homme bon",
            "NB : à revoir",
            "La question : pourquoi ?",
        ),
        *("Le CPAS : c'est autre chose", "Moi : jamais", "Et là : rien", "Ça dépend : oui ou non", "OK : on y va"),
        *("Il m'a répondu : « Non »", "C'est simple : on paie.", "Premièrement : le temps.", "Attention : il pleut."),
    ],
)
def test_a_sentence_with_a_colon_is_no_label(sentence: str) -> None:
    text = f"Enquêteur : Bonjour\nP1 : Voilà, le résultat.\n{sentence}\nP2 : oui\nP1 : non"
    assert speakers(text) == ["Enquêteur", "P1", "P2", "P1"]
    assert sentence in said(text)[1][1]


@pytest.mark.parametrize("label", ["P12", "P 3", "Directeur", "Sophie Lambert", "INT2", "Mme Dupont", "Participante 7"])
def test_a_late_comer_who_speaks_once_is_found(label: str) -> None:
    assert label in speakers(f"Enquêteur : Bonjour\nP1 : Oui\nP2 : Non\n{label} : Me voici.\nP1 : Ah.")


@pytest.mark.parametrize("other", ["Enquêteur", "E", "A."])
@pytest.mark.parametrize(
    "label",
    [
        *(
            "Valérie S.",
            "Mme D.",
            "M. Van D.",
            "Jean-Marc V.",
            "Sofia E.H.",
            "J.-P. L.",
            "Ö. Y.",
            "S. L.",
            "valérie s.",
        ),
        *("B", "Y.", "Speaker A", "Enseignant B", "AS", "Ass. soc.", "Mme Y (mère)", "N'Diaye", "Dr M.", "TS 1"),
    ],
)
def test_a_speaker_may_be_called_by_initials(label: str, other: str) -> None:
    text = "\n".join(f"{who} : Voilà, on a parlé de choses et d'autres." for who in (other, label) * 6)
    assert speakers(text) == [other, label] * 6


@pytest.mark.parametrize(
    "line", ["{who} – {said}", "{who} > {said}", "{who} | {said}", "{who} ; {said}", "({who}) {said}"]
)
def test_names_before_a_sign_are_labels_where_nearly_all_lines_begin_so(line: str) -> None:
    said = ["On a parlé de choses et d'autres.", "Et puis ça s'est arrangé.", "Voilà, c'est tout."]
    labels = ["Enquêtrice", "Jean-Pierre", "Fatou"] * 3
    text = "\n".join(line.format(who=who, said=said[at % 2]) for at, who in enumerate(labels))
    assert speakers(text) == labels
    story = "\n".join(
        [*said * 4, *(line.format(who="Fatou", said=f"{how}, oui.") for how in ("ma voisine", "encore elle"))]
    )
    assert set(speakers(story)) == {""}


@pytest.mark.parametrize(
    "line",
    [
        "{at} {who} : {said}",
        "{at}. {who} : {said}",
        "- {who} : {said}",
        "# {who} : {said}",
        "#{who} : {said}",
        "**{who} :** {said}",
    ],
)
def test_what_stands_before_labels_on_nearly_all_lines_is_no_part_of_them(line: str) -> None:
    pairs = [("Enquêtrice", "Et ensuite ?"), ("Valérie S.", "On a appelé le CPAS : ils ont dit non.")] * 4
    text = "\n\n".join(line.format(at=at, who=who, said=words) for at, (who, words) in enumerate(pairs, 1))
    assert said(text) == pairs


def test_lines_with_a_hash_are_speech_though_one_goes_on_without() -> None:
    pairs = [("Enquêtrice", "Et ensuite ?"), ("Fatou", "On a appelé le CPAS.")] * 6
    lines = [f"# {who} : {words}" for who, words in pairs]
    found = said("\n\n".join([*lines[:8], "Ils ont dit non.", *lines[8:]]))
    assert [who for who, _ in found] == [who for who, _ in pairs]
    assert " ".join(found[7][1].split()) == "On a appelé le CPAS. Ils ont dit non."


def test_numbers_and_dashes_before_what_is_said_stay() -> None:
    assert "1. Le logement" in said("1. Le logement\n\n2. Le travail\n\n3. L'école\n\n4. La santé")[0][1]


def test_a_name_seen_once_stands_beside_other_names_unless_the_talk_has_the_word() -> None:
    text = "Sophie : Bonjour\nMarc : Salut\nKarim : Pardon\nConsigne : rester assis\nSophie : la consigne\nMarc : oui"
    assert speakers(text) == ["Sophie", "Marc", "Karim", "Sophie", "Marc"]


def test_names_that_all_speak_once_are_found_when_they_open_most_lines() -> None:
    assert speakers("Paul : bonjour.\nMarie : bonjour.\nPatrick d’Arvor : oui.") == ["Paul", "Marie", "Patrick d’Arvor"]


def test_lower_case_labels_are_found() -> None:
    text = "animatrice : bonjour\nparticipant 1 : oui\nparticipante 2 : non\nanimatrice : bien"
    assert speakers(text) == ["animatrice", "participant 1", "participante 2", "animatrice"]


def test_names_in_lower_case_are_labels_where_every_line_begins_with_one() -> None:
    lines = [f"{name} : oui attention : c'est là" for name in ("rose", "piotr", "rose marie") * 3]
    assert set(speakers("\n".join([*lines, "piotr : je dis pas"]))) == {"rose", "piotr", "rose marie"}
    assert speakers("\n".join(f"{line}\nune ligne sans rien" for line in lines)) == [""] * 18


@pytest.mark.parametrize("label", ["as mic", "chez dli", "A. FONTAINE", "A. de Brouwer"])
def test_a_label_that_comes_back_where_every_line_has_one_may_hold_any_word(label: str) -> None:
    assert speakers(f"{label} : bonjour\nkadir : oui\n" * 3) == [label, "kadir"] * 3


def test_labels_may_be_in_brackets() -> None:
    text = "[Chercheur] (0:01 - 0:11)\nOn y va.\n[rires]\n[Interviewé] (0:11 - 0:15)\nOui."
    assert said(text) == [("Chercheur", "On y va. [rires]"), ("Interviewé", "Oui.")]


def test_labels_may_stand_alone_on_their_line() -> None:
    text = "Sophie Lambert\nJe commence.\n\nKarim Diallo\nOui.\n\nSophie Lambert\nBien.\n\nKarim Diallo\nFin."
    assert speakers(text) == ["Sophie Lambert", "Karim Diallo"] * 2
    assert said("P1 :\nBonjour.\nP2 :\nOui.") == [("P1", "Bonjour."), ("P2", "Oui.")]


def test_labels_of_automatic_transcripts_stand_before_their_time() -> None:
    turns = read("Locuteur 1  00:00:12\nBonjour.\n\nLocuteur 2  00:00:15\nOui.").utterances
    assert [(t.speaker, t.text, t.time_start) for t in turns] == [
        ("Locuteur 1", "Bonjour.", 12.0),
        ("Locuteur 2", "Oui.", 15.0),
    ]


@pytest.mark.parametrize(
    "text", ["P1\tOui\nINT\tBien\nP1\tBon\nINT\tMerci", "P1 - Oui\nINT - Bien\nP1 - Bon", "Q. Où ?\nR. Ici.\nQ. Bon"]
)
def test_tabs_hyphens_and_full_stops_may_follow_labels(text: str) -> None:
    assert len(set(speakers(text))) == 2


def test_bold_labels_need_no_colon() -> None:
    lines = [Line(text=f"{name} {text}", lead=name) for name, text in [("P1", "oui"), ("Léa", "non")] * 2]
    turns = read_lines(lines).texts[0].utterances
    assert [(t.speaker, t.text.strip()) for t in turns] == [("P1", "oui"), ("Léa", "non")] * 2


def test_dashes_open_turns_without_names() -> None:
    assert said("- Bonjour\n– Bonjour madame\ncomment allez-vous\n— Bien") == [
        ("", "Bonjour"),
        ("", "Bonjour madame comment allez-vous"),
        ("", "Bien"),
    ]


def test_without_labels_each_paragraph_is_a_turn_and_this_is_told() -> None:
    reading = read_lines([Line(text="Je suis née ici."), Line(text=""), Line(text="Puis je suis partie.")])
    assert [u.text for u in reading.texts[0].utterances] == ["Je suis née ici.", "Puis je suis partie."]
    assert "aucun locuteur" in reading.notices[0]


def test_wrapped_lines_of_unlabelled_text_are_joined() -> None:
    line = "et puis nous avons continué à marcher longtemps sur la route"
    assert said(f"{line}\n{line}\nfin.\n\n{line}\n{line}") == [("", f"{line} {line} fin."), ("", f"{line} {line}")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("[00:12:03] P3 : oui", 723.0, None),
        ("(00:01:02) P3 : oui", 62.0, None),
        ("00:12 P3 : oui", 12.0, None),
        ("P3 (00:13) : oui", 13.0, None),
        ("P3 [00:14:02]: oui", 842.0, None),
        ("P3 : (00:04:00) oui", 240.0, None),
        ("P3 00:12:03 : oui", 723.0, None),
        ("[00:01 - 00:05] P3 : oui", 1.0, 5.0),
        ("P3 : oui #00:01:02-3#", None, 62.3),
        ("P3 : oui [00:01:02]", None, 62.0),
        ("[00:12:03]\nP3 : oui", 723.0, None),
    ],
)
def test_time_codes_are_read_wherever_they_stand(text: str, start: float | None, end: float | None) -> None:
    turn = one(text)
    assert (turn.speaker, turn.text.strip(), turn.time_start) == ("P3", "oui", start)
    assert turn.time_end == (pytest.approx(end) if end is not None else None)


def test_marks_inside_a_turn_are_taken_out_and_the_last_one_ends_it() -> None:
    turn = one("P3 : Oui #00:01:02-3# et puis #00:02:02-3# fin. #00:03:00-1#")
    assert turn.text == "Oui et puis fin."
    assert turn.time_end == pytest.approx(180.1)


def test_the_time_of_an_appointment_stays_in_the_talk() -> None:
    assert one("P3 : à 12:30 (ou 13:15) je mange").text == "à 12:30 (ou 13:15) je mange"


def test_lines_that_begin_with_the_clock_lose_it() -> None:
    turns = read("00:00 Bonjour\n00:10 Oui\n00:20 Merci").utterances
    assert [(t.text, t.time_start) for t in turns] == [("Bonjour", 0.0), ("Oui", 10.0), ("Merci", 20.0)]


def test_paragraphs_without_label_go_on_with_the_turn() -> None:
    assert said("P1 : Un.\nDeux.\n\nTrois.\nP2 : Oui.") == [("P1", "Un. Deux.\nTrois."), ("P2", "Oui.")]


def test_the_header_gives_variables() -> None:
    text = read("# titre : Entretien 3\n# Année d'étude: 2024\n\nDate : 3 mai\nP1 : oui\nINT : bien")
    assert text.header == {"titre": "Entretien 3", "annee_d_etude": "2024", "date": "3 mai"}


def test_the_first_line_is_the_title_and_other_loose_lines_are_told() -> None:
    reading = read_lines([Line(text=t) for t in ("Focus group B", "Salle 2", "P1 : oui", "INT : bien")])
    assert reading.texts[0].header["titre"] == "Focus group B"
    assert reading.notices == ["lignes avant le premier locuteur, non gardées : 1."]


def test_talk_before_the_first_label_is_never_lost() -> None:
    text = "Titre\nNous étions alors tous ensemble dans la cour.\nP1 : oui\nINT : bien"
    assert said(text)[0] == ("", "Nous étions alors tous ensemble dans la cour.")


def cell(text: str) -> list[Line]:
    return [Line(text=text)]


@pytest.mark.parametrize("titles", [[], [("Temps", "Locuteur", "Texte")]])
def test_a_table_of_times_speakers_and_words_is_read_as_turns(titles: list[tuple[str, str, str]]) -> None:
    rows = [*titles, ("00:01", "INT", "Bonjour : ça va ?"), ("00:05", "P1", "Oui."), ("00:09", "", "Très bien.")]
    reading = read_body(Body(blocks=[Table(rows=[[cell(text) for text in row] for row in rows])]))
    turns = reading.texts[0].utterances
    assert [(t.speaker, t.time_start) for t in turns] == [("INT", 1.0), ("P1", 5.0), ("P1", 9.0)]
    assert turns[0].text == "Bonjour : ça va ?"


def test_any_other_table_is_read_cell_after_cell_and_told() -> None:
    rows = [[cell("Un long texte qui va et vient."), cell("Un autre texte, aussi long que lui.")]]
    reading = read_body(Body(blocks=[Table(rows=rows)]))
    assert len(reading.texts[0].utterances) == 2
    assert any("tableau" in notice for notice in reading.notices)


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "MOST_LINES", 3)
    with pytest.raises(FileRefused) as refused:
        read("a\nb\nc\nd")
    assert refused.value.reason is Reason.TOO_BIG


WORDS = st.lists(
    st.sampled_from(
        ["alors", "on", "allait", "vers", "la", "ville", ":", "non,", "jamais", "Namur", "P1", ".", "?", "-", "(rires)"]
    ),
    max_size=8,
)


@given(st.lists(st.tuples(st.sampled_from(["INT", "P1", "P2"]), WORDS), min_size=1, max_size=9))
def test_no_word_of_labelled_talk_is_lost(turns: list[tuple[str, list[str]]]) -> None:
    text = "\n".join(f"{speaker} : oui {' '.join(words)}" for speaker, words in turns)
    read_words = " ".join(text for _, text in said(text)).split()
    assert read_words == [word for _, words in turns for word in ["oui", *words]]
