"""Names that a turn of phrase announces: « elle s'appelle… », « tout le monde l'appelle… », « mon nom c'est… »."""

import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, cut_short, joined
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, NO_PART, POSSESSIVES, TITLES
from thematique.stages.recognise.span import Span
from thematique.stages.recognise.titles import name_end

_SELF = among("appelle appelles appelait appelais appelaient appellent nomme nommait prenomme prenommait")
_NAMED = among("surnomme surnommee surnommes surnomment surnommait prenomme prenommee denomme denommee nommee")
_THEM = among("appelle appellent appelait appelaient surnomme surnomment surnommait surnommaient")
_PERSON = among("il elle je ils elles qui tu")
_ALL = among("on monde gens tous autres copains copines enfants jeunes ils elles collegues")
_THINGS = among("ca cela on comment quoi")
_SAY = among("petit petite euh heu enfin fait alors ben c est donc la le l pas plutot en etait")
_NAME = among("nom prenom surnom nom-de-famille")
_CERTAIN = among("certain certaine denomme denommee")
_ARTICLES = among("le la l les")
_NO_NAME = among(
    "dites dis dit comment pareil aussi encore donc quelque maintenant toujours jamais plus pas souvent parfois "
    "demain hier bien quand parce pour avec tout tous toute toutes comme ainsi autrement ensuite apres avant tard tot "
    "voila cheri cherie maman papa monsieur madame docteur chef cheffe directement tantine deja vite sinon "
    "normalement reste restee juste genre machin machine truc bidule reviens vraiment dedans dessus pendant depuis "
    "drole marrant vrai joli beau bizarre trop tres court long"
)
_GOES_ON = among("on je j il elle c et mais ici alors donc voila ben euh")
_NOBODY = FUNCTION | NO_PART
# « et vous, c'est madame ? », « madame comment, pardon ? »
_ASKED = re.compile(
    r"(?:\b(?:c['’]est|êtes|donc|alors|vous|appelle\w{0,2})[ ,…]{1,3}(?:madame|monsieur|mademoiselle)"
    r"|\b(?:madame|monsieur|mademoiselle)[ ,…]{1,3}(?:comment|pardon|qui|quoi))"
    r"(?:[ ,]{1,2}(?:comment|pardon|donc))?[ ?.!…]{0,4}$",
    re.I,
)
_LONGEST_QUESTION = 80
_MAX_SAY = 3
_MIN = 3


def find(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The names of `text` that a turn of phrase announces; `words` are those of `text`."""
    for at in range(1, len(words)):
        sure = _announced(words, at)
        if sure is None:
            continue
        first = _skipped(text, words, _after_noun(words, at), articles=words[at - 1].folded == "l")
        if first < len(words) and (end := _end(text, words, first, lexicon, sure=sure)) > first:
            yield Span(words[first].start, words[end - 1].end, Kind.PER, "called", 0.85)


def answer(text: str, before: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The name with which `text` begins where `before` asked for it; `words` are those of `text`."""
    if not words or not _ASKED.search(before, max(0, len(before) - _LONGEST_QUESTION)):
        return
    first = 0
    while first < len(words) - 1 and words[first].folded in lexicon.particles:
        first += 1
    word = words[first]
    if word.folded not in _NOBODY and word.folded not in _NO_NAME and not lexicon.is_no_name(word.folded):
        end = max(first + 1, name_end(text, words, first, lexicon, strict=False))
        yield Span(word.start, words[end - 1].end, Kind.PER, "called", 0.8)


def _announced(words: Sequence[Word], at: int) -> bool | None:
    """Does word `at` announce a name? None if not; True if any word that says something may be it."""
    word, before = words[at].folded, words[at - 1].folded
    subject = words[at - 2].folded if at > 1 else ""
    if word in _SELF and before in ("s", "m", "t"):
        return None if subject in _THINGS else subject in _PERSON
    if word in _THEM and before == "l" and subject in _ALL:
        return False
    if word in _SELF and before == "on":
        return False
    if word in _NAMED:
        return before != "non"
    if word in _NAME and before in POSSESSIVES | _ARTICLES:
        after = _after_noun(words, at)
        said = [other.folded for other in words[after : after + 2]]
        return True if said in (["c", "est"], ["c", "etait"]) or said[:1] == ["est"] else None
    if word in _CERTAIN and before in ("un", "une", "le", "la"):
        return False
    moi = word == "est" and before == "c" and subject == "moi"
    return False if moi else None


def _after_noun(words: Sequence[Word], at: int) -> int:
    """The index after word `at`, and after what makes it « nom de famille »."""
    return at + 3 if [word.folded for word in words[at : at + 3]] == ["nom", "de", "famille"] else at + 1


def _skipped(text: str, words: Sequence[Word], first: int, *, articles: bool) -> int:
    """The index after what people say before the name; an article begins a nickname, « la girafe »."""
    at = first
    while at < min(len(words), first + _MAX_SAY) and words[at].folded in _SAY:
        if words[at].folded in _ARTICLES and not (articles or capital(words[at].text)):
            return len(words)
        if capital(words[at].text):
            break
        at += 1
    near = at < len(words) and not set(text[words[at - 1].end : words[at].start]) & set(".!?\n")
    return at if near else len(words)


def _any_surname(text: str, words: Sequence[Word], end: int, lexicon: Lexicon) -> bool:
    """Does a word without capital end an introduction after a first name: « moi c'est clémence ferrant on est le » ?"""
    if end >= len(words) or not joined(text, words[end - 1].end, words[end].start):
        return False
    word, first = words[end], words[end - 1].folded
    listed = word.folded in _NOBODY or word.folded in _NO_NAME
    if capital(word.text) or listed or lexicon.is_no_name(word.folded) or len(word.text) <= _MIN:
        return False
    follows = words[end + 1].folded if end + 1 < len(words) else ""
    return lexicon.is_first_name(first) and follows in _GOES_ON


def _end(text: str, words: Sequence[Word], first: int, lexicon: Lexicon, *, sure: bool) -> int:
    """The index after the name that begins at `first`, or `first`."""
    word = words[first]
    if word.folded in TITLES or cut_short(text, word) or (word.folded in _NO_NAME and not capital(word.text)):
        return first
    thing = first > 1 and words[first - 1].folded in _SELF and words[first - 2].folded == "on"
    if thing and not (capital(word.text) or lexicon.is_first_name(word.folded)):
        return first
    end = name_end(text, words, first, lexicon, strict=False)
    if end > first:
        return end + _any_surname(text, words, end, lexicon)
    blocked = word.folded in FUNCTION or word.folded in _NO_NAME or word.folded in lexicon.particles
    if blocked or word.folded in lexicon.kept or len(word.text) < _MIN or word.folded in lexicon.roles:
        return first
    known = lexicon.is_first_name(word.folded) or lexicon.is_surname(word.folded)
    if not (sure or known):
        return first
    follows = first + 1 < len(words) and joined(text, word.end, words[first + 1].start)
    return max(first + 1, name_end(text, words, first + 1, lexicon, strict=False)) if follows else first + 1
