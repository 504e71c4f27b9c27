"""Who codes is invited, by a link that opens once; somebody can always administer the study."""

from datetime import datetime, timedelta

import pytest

from databases import Opened
from reviewing import entries, person
from thematique.codings import CONSENSUS
from thematique.errors import WrongUse
from thematique.review import coders, journal
from thematique.review.models import Attempt, Coder, Entry, Invitation, Role

PASSWORD = "trois mots bien choisis"


class Clock:
    """A clock that the test sets forward."""

    def __init__(self, start: datetime) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **amount: float) -> None:
        self.time += timedelta(**amount)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(journal.now())
    monkeypatch.setattr(journal, "now", made)
    return made


def test_an_invited_coder_comes_in_with_the_password_they_chose(opened: Opened) -> None:
    invited = coders.invite("Zoé", Role.REVIEWER)
    assert not invited.coder.has_usable_password()
    entered = coders.accept(invited.token, PASSWORD)
    assert entered is not None
    kept = Coder.objects.get()
    assert (kept.name, kept.role, kept.is_active) == ("Zoé", "relecture", True)
    assert kept.check_password(PASSWORD)
    assert PASSWORD not in kept.password


def test_a_link_opens_once(opened: Opened) -> None:
    token = coders.invite("Zoé", Role.READER).token
    assert coders.accept(token, PASSWORD) is not None
    assert coders.invitation(token) is None
    assert coders.accept(token, "un autre mot de passe") is None
    assert Coder.objects.get().check_password(PASSWORD)


def test_a_link_opened_twice_at_the_same_instant_opens_once(opened: Opened) -> None:
    token = coders.invite("Zoé", Role.READER).token
    found = opened.at_once([lambda n=n: coders.accept(token, f"{PASSWORD} {n}") for n in range(3)])
    assert sum(one is not None for one in found) == 1
    assert Coder.objects.get().check_password(f"{PASSWORD} {[one is not None for one in found].index(True)}")


def test_a_link_opens_for_seven_days(opened: Opened, clock: Clock) -> None:
    token = coders.invite("Zoé", Role.READER).token
    clock.pass_by(days=6, hours=23)
    assert coders.invitation(token) is not None
    clock.pass_by(hours=1)
    assert coders.invitation(token) is None
    assert coders.accept(token, PASSWORD) is None


def test_a_new_link_makes_the_former_ones_useless(opened: Opened) -> None:
    old = coders.invite("Zoé", Role.READER).token
    new = coders.invite("Zoé", Role.READER).token
    assert coders.accept(old, PASSWORD) is None
    assert coders.accept(new, PASSWORD) is not None
    assert Coder.objects.count() == 1


def test_a_wrong_link_opens_nothing(opened: Opened) -> None:
    coders.invite("Zoé", Role.READER)
    for token in ("", "x", Invitation.objects.get().digest):
        assert coders.accept(token, PASSWORD) is None


def test_the_token_is_kept_nowhere(opened: Opened) -> None:
    token = coders.invite("Zoé", Role.READER).token
    assert len(token) >= 40
    tables = ["review_coder", "review_invitation", "review_entry", "review_head"]
    assert token not in str([opened.sql(f"SELECT * FROM {table}") for table in tables])


def test_the_old_password_works_until_the_new_link_is_used(opened: Opened) -> None:
    coders.accept(coders.invite("Zoé", Role.READER).token, PASSWORD)
    token = coders.invite("Zoé", Role.READER).token
    assert Coder.objects.get().check_password(PASSWORD)
    coders.accept(token, "un autre mot de passe")
    assert not Coder.objects.get().check_password(PASSWORD)


def test_a_disabled_coder_is_kept_out_with_their_links_and_comes_back_when_invited(opened: Opened) -> None:
    person("Anna", Role.ADMINISTRATOR)
    token = coders.invite("Zoé", Role.REVIEWER).token
    coders.disable("Zoé", by="Anna")
    assert coders.accept(token, PASSWORD) is None
    assert not coders.named("Zoé").is_active
    again = coders.invite("Zoé", Role.READER, by="Anna")
    assert coders.accept(again.token, PASSWORD) is not None
    assert (coders.named("Zoé").is_active, coders.named("Zoé").role) == (True, "lecture")


def test_an_invitation_of_someone_disabled_behind_its_back_does_not_open(opened: Opened) -> None:
    token = coders.invite("Zoé", Role.REVIEWER).token
    Coder.objects.update(is_active=False)
    assert coders.accept(token, PASSWORD) is None


def test_the_last_administrator_stays(opened: Opened) -> None:
    person("Anna", Role.ADMINISTRATOR)
    person("Bruno", Role.REVIEWER)
    for change in (lambda: coders.disable("Anna"), lambda: coders.invite("Anna", Role.READER)):
        with pytest.raises(WrongUse, match="seule personne qui administre"):
            change()
    assert (coders.named("Anna").is_active, coders.named("Anna").role) == (True, "administration")
    assert entries() == 0
    person("Carla", Role.ADMINISTRATOR)
    coders.disable("Anna")
    with pytest.raises(WrongUse):
        coders.disable("Carla")


def test_an_administrator_who_never_came_in_does_not_count(opened: Opened) -> None:
    person("Anna", Role.ADMINISTRATOR)
    coders.invite("Bruno", Role.ADMINISTRATOR, by="Anna")
    with pytest.raises(WrongUse):
        coders.disable("Anna")


def test_two_administrators_who_disable_each_other_at_once_leave_one(opened: Opened) -> None:
    person("Anna", Role.ADMINISTRATOR)
    person("Bruno", Role.ADMINISTRATOR)

    def disable(name: str) -> bool:
        try:
            coders.disable(name)
        except WrongUse:
            return False
        return True

    assert sorted(opened.at_once([lambda: disable("Anna"), lambda: disable("Bruno")])) == [False, True]
    assert Coder.objects.filter(is_active=True).count() == 1


def test_an_unknown_coder_is_answered_with_the_known_ones(opened: Opened) -> None:
    person("Zoé")
    with pytest.raises(WrongUse, match=r"« Léo » ne code pas dans cette étude .* : Zoé\."):
        coders.named("Léo")


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 81, "a\0b", "a\u202eb", "a\u200bb", "\x1b[31m", "\ud800", "a\u2028b\x07"]
)
def test_a_name_is_short_and_can_be_read(on_sqlite: Opened, name: str) -> None:
    for use in (lambda: coders.invite(name, Role.READER), lambda: coders.voice(name)):
        with pytest.raises(WrongUse, match="80 caractères lisibles"):
            use()
    assert entries() == Coder.objects.count() == 0


@pytest.mark.parametrize("name", ["consensus", "Consensus", "machine", "MACHINE", "machine:3"])
def test_the_names_of_the_consensus_and_of_the_machine_are_taken(on_sqlite: Opened, name: str) -> None:
    with pytest.raises(WrongUse, match="réservé"):
        coders.invite(name, Role.ADMINISTRATOR)


def test_names_that_look_the_same_are_the_same(opened: Opened) -> None:
    coders.invite("Zoe\u0301   Van  Aa", Role.READER)
    assert coders.invite("Zoé Van Aa", Role.READER).coder.pk == coders.named("Zoe\u0301 Van\u00a0Aa").pk
    assert Coder.objects.get().name == "Zoé Van Aa"


def test_the_voice_of_the_consensus_cannot_come_in_and_is_nobody(opened: Opened) -> None:
    voice = coders.voice(CONSENSUS)
    assert coders.voice(CONSENSUS).pk == voice.pk
    assert not voice.is_active
    assert not voice.has_usable_password()
    person("Anna")
    assert [coder.name for coder in coders.everyone()] == ["Anna"]


def test_a_voice_wanted_by_many_at_once_is_made_once(opened: Opened) -> None:
    assert len({one.pk for one in opened.at_once([lambda: coders.voice("Importée")] * 6)}) == 1


def test_the_first_failed_logins_cost_nothing_and_each_further_one_twice_as_much(opened: Opened, clock: Clock) -> None:
    waits = []
    for _ in range(18):
        waits.append(coders.wait("Zoé"))
        coders.failed("Zoé")
    assert waits == [0] * 5 + [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_the_wait_passes_with_time_and_is_over_after_an_hour(opened: Opened, clock: Clock) -> None:
    for _ in range(9):
        coders.failed("Zoé")
    assert coders.wait("Zoé") == 16
    clock.pass_by(seconds=10)
    assert coders.wait("Zoé") == 6
    clock.pass_by(seconds=10)
    assert coders.wait("Zoé") == 0
    coders.failed("Zoé")
    assert coders.wait("Zoé") == 32
    clock.pass_by(hours=1)
    for _ in range(4):
        coders.failed("Zoé")
    assert coders.wait("Zoé") == 0


def test_whoever_tries_for_ever_waits_the_longest_and_no_more(opened: Opened, clock: Clock) -> None:
    Attempt.objects.bulk_create(Attempt(name=coders._trace("Zoé"), at=clock.time) for _ in range(1100))
    assert coders.wait("Zoé") == 900


def test_a_login_forgets_the_failures_of_that_name_only(opened: Opened, clock: Clock) -> None:
    for name in ("Zoé", "Anna"):
        for _ in range(7):
            coders.failed(name)
    coders.succeeded("Zoé")
    assert (coders.wait("Zoé"), coders.wait("Anna")) == (0, 4)


def test_names_that_nobody_bears_wait_as_long_as_the_others(opened: Opened, clock: Clock) -> None:
    person("Zoé")
    for name in ("Zoé", "Personne"):
        for _ in range(6):
            coders.failed(name)
    assert coders.wait("Zoé") == coders.wait("Personne") == 2


def test_old_failures_are_forgotten(opened: Opened, clock: Clock) -> None:
    for number in range(20):
        coders.failed(f"nom {number}")
    clock.pass_by(hours=2)
    coders.failed("Zoé")
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("name", ["x" * 100_000, "nul \0", "\ud800", ""])
def test_whatever_is_typed_as_a_name_is_counted_and_not_kept(opened: Opened, clock: Clock, name: str) -> None:
    for _ in range(6):
        coders.failed(name)
    assert coders.wait(name) == 2
    assert name not in Attempt.objects.values_list("name", flat=True)


def test_a_name_invited_by_two_at_once_is_one_coder(opened: Opened) -> None:
    found = opened.at_once([lambda: coders.invite("Zoé", Role.READER).token] * 4)
    assert Coder.objects.count() == 1
    assert [coders.invitation(token) is not None for token in found].count(True) == 1
    assert Entry.objects.count() == entries() == 4


def test_a_name_is_known_however_it_is_spelled(opened: Opened) -> None:
    person("Zoé Van Aa")
    assert coders.is_known("Zoe\u0301  Van Aa")
    assert not coders.is_known("Zoé")
