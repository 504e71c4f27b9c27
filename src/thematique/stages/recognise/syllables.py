"""Vietnamese names, whose syllables are often French words: « tran thi lan », « tran vanne mine », « tu lan ».

A run of such syllables is a name once one of them is sure; pronouns and the like only count between two others.
"""

from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, joined
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

_SURE = among(
    "nguyen nguyene nguyenne nguien ngyen nguyan nuyen gnuyen tran pham huynh hoang truong duong dinh dang bui "
    "vuong luong "
    "trinh doan thanh thuy thao thi thu tuyet tuan khoi khoa khanh kieu linh minh mynh nhung nhi nhan ngoc nghia "
    "ngan nga oanh "
    "phuong phuoc phuc quang quoc quyen quynh trang trung tuong uyen vinh xuan yen hanh hieu hien hung huong huyen "
    "hoai "
    "giang diep duc duy dung cuong chau binh bich"
)
_LOOSE = among(
    "anh an ba bao bang bi binh chi cam cao chinh co cuc da dai dao di diem do du gia ha hai han hao hang ho hoa "
    "hong hue "
    "huy kim la lam lan lanne lane lanh le lien lieu line lo loan loc long lu luc luu ly mai man mi min mine my "
    "nam nhu ni "
    "phan phi quoi quan sang sinh son suong tai tam tan tay thai than thang the thien thinh thoa thuan tien tin "
    "tinh to toan ton "
    "tra tri trieu truc tu ung van vanne vane vi viet vo vu vy y"
)
_HIDDEN = among(
    "an ba co da di do du la le lo ni the to ton tu y la ma son man vu luc tri tin my ho tai sang long tam man"
)
_MOST = 5


def find(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The names of `text` that two such syllables or more make; `words` are those of `text`."""
    if _SURE.isdisjoint(word.folded for word in words):
        return
    at = 0
    while at < len(words):
        end = at
        while end < min(len(words), at + _MOST) and _syllable(words[end]) and (end == at or _near(text, words, end)):
            end += 1
        first, last = _within(words, at, end)
        if last - first > 1 and any(_sure(word, lexicon) for word in words[first:last]):
            yield Span(words[first].start, words[last - 1].end, Kind.PER, "syllables", 0.8)
        at = max(end, at + 1)


def _syllable(word: Word) -> bool:
    return word.folded in _SURE or word.folded in _LOOSE


def _near(text: str, words: Sequence[Word], at: int) -> bool:
    return joined(text, words[at - 1].end, words[at].start)


def _within(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """The run without the French words at its ends, unless they have a capital."""
    while first < last and words[first].folded in _HIDDEN - {"tu"} and not capital(words[first].text):
        first += 1
    while first < last and words[last - 1].folded in _HIDDEN and not capital(words[last - 1].text):
        last -= 1
    return first, last


def _sure(word: Word, lexicon: Lexicon) -> bool:
    return word.folded in _SURE and (
        capital(word.text) or not lexicon.ordinary(word.text) or len(word.text) > len("thi")
    )
