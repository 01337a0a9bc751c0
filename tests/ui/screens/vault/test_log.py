"""The log on the screen: looked through by what was done, by person, by conversation and by day; proven; saved."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.casework.audit_events import AuditCategory
from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import DateField, ListRow, Note
from dasupport.ui.screen.routes import AccessHistory, Log, PersonView, Settings
from dasupport.ui.screens.people.person import PersonAction
from dasupport.ui.screens.vault.log import SINCE, UNTIL, LogAction, LogField, LogPresenter
from tests.samples import NOON
from tests.ui.samples import Hand, inside, texts
from tests.vault.vault_steps import actions

REAL, CODE = "Zoë Ångström", "KD-1234"


@pytest.fixture
def log(hand: Hand) -> Hand:
    """The log of a vault in which one person was met, looked at and revealed the day before."""
    hand.meet(code=CODE, real=REAL)
    hand.office.open_vault.people.add_person("KD-2", "", "swale", "not_clear")  # type: ignore[arg-type] # as it is stored
    hand.go(PersonView(hand.person))
    hand.press(PersonAction.REVEAL)
    hand.clock.move(days=1)
    hand.office.open_vault.sessions.open_session(hand.session)
    hand.type_again()
    hand.go(Log())
    return hand


def lines(hand: Hand) -> list[ListRow]:
    return [part for part in inside(hand.screen) if isinstance(part, ListRow)]


def told(hand: Hand) -> list[str]:
    return [line.about for line in lines(hand)]


def notes(hand: Hand) -> list[str]:
    return [part.title for part in inside(hand.screen) if isinstance(part, Note)]


def test_that_each_line_says_what_was_done_to_whom_by_whom_and_when(log: Hand) -> None:
    (revealed,) = [line for line in lines(log) if "revealed" in line.about]
    assert CODE in revealed.about
    assert "Amara Osei" in revealed.aside
    assert revealed.chip is not None
    assert revealed.chip.text == "looked"
    assert "2026" in revealed.name


def test_that_wrong_tries_say_how_many_and_nobody_is_said_to_have_made_them(log: Hand) -> None:
    log.vault.transact(lambda work: work.audit_chain.append("tries before opening", "12"))
    log.vault.transact(lambda work: work.audit_chain.append("wrong pin", ""))
    log.choose(LogField.CATEGORY, AuditCategory.OPENED)
    assert [(line.about, line.aside) for line in lines(log)[:2]] == [
        ("wrong_pin", ""),
        ("told tries_before_opening 12", ""),
    ]


def test_that_no_real_name_and_no_word_of_a_record_stands_in_it(log: Hand) -> None:
    assert CODE in " ".join(log.texts)
    assert not [text for text in log.texts if "Zoë" in text or "Ångström" in text]


def test_that_without_the_passphrase_nothing_is_shown_but_the_way_to_it(hand: Hand) -> None:
    hand.meet()
    before = actions(hand.vault)
    hand.go(Log())
    assert lines(hand) == []
    assert hand.told == ["PASS-AGAIN"]
    assert actions(hand.vault) == before
    hand.type_again()
    hand.press(LogAction.SHOW)
    assert lines(hand)


def test_that_what_was_refused_leaves_what_is_shown(log: Hand) -> None:
    shown = lines(log)
    log.ticks.at += 61
    log.choose(LogField.CATEGORY, AuditCategory.LEFT)
    assert log.told == ["PASS-AGAIN"]
    assert lines(log) == shown


def test_that_it_is_narrowed_to_a_sort_and_widened_again(log: Hand) -> None:
    whole = len(lines(log))
    log.choose(LogField.CATEGORY, AuditCategory.LOOKED)
    assert 0 < len(lines(log)) < whole
    assert {line.chip.text for line in lines(log) if line.chip} == {"looked"}
    log.choose(LogField.CATEGORY, "")
    assert len(lines(log)) >= whole


def test_that_it_is_narrowed_to_a_person_then_to_a_conversation(log: Hand) -> None:
    log.press(next(line.key for line in lines(log) if line.key == f"person:{log.person}"))
    assert all(CODE in line.about for line in lines(log))
    log.press(f"session:{log.session}")
    assert {line.key for line in lines(log)} == {""}
    assert len(lines(log)) < 8
    log.press(LogAction.CLEAR_FILTER)
    assert any("KD-2" in line.about for line in lines(log))


def test_that_it_is_narrowed_to_days(log: Hand) -> None:
    today, yesterday = log.office.today, log.office.today - timedelta(days=1)
    log.date(SINCE, today)
    assert not [line for line in lines(log) if "revealed" in line.about]
    log.date(SINCE, None)
    log.date(UNTIL, yesterday)
    assert [line for line in lines(log) if "revealed" in line.about]
    log.date(SINCE, today)
    assert "none" in log.texts


def test_that_a_day_without_a_year_is_the_last_such_day(log: Hand) -> None:
    log.date_written(SINCE, "30/12")
    assert isinstance(log.page, LogPresenter)
    assert log.page._dates[SINCE] == NOON.date().replace(year=NOON.year - 1, month=12, day=30)  # noqa: SLF001 - no block says the year alone


def test_that_a_day_that_cannot_be_read_stays_with_the_reason(log: Hand) -> None:
    log.date_written(SINCE, "soon")
    (since,) = [part for part in inside(log.screen) if isinstance(part, DateField) and part.key == SINCE]
    assert (since.fault, since.text) == ("DATE-UNREAD say DATE-UNREAD do", "soon")


def test_that_older_lines_are_a_press_away_and_the_newest_too(log: Hand) -> None:
    for number in range(60):
        looked(log, number)
    log.choose(LogField.CATEGORY, AuditCategory.LOOKED)
    first = [line.name + line.about for line in lines(log)]
    assert len(first) == 40
    log.press(LogAction.OLDER)
    assert 20 <= len(lines(log)) <= 30
    assert not log.has(LogAction.OLDER)
    log.press(LogAction.NEWEST)
    assert len(lines(log)) == 40


def looked(hand: Hand, number: int) -> None:
    hand.vault.transact(lambda work: work.audit_chain.append("viewed", f"s{number}"))


def test_that_it_is_proven_on_request(log: Hand) -> None:
    log.press(LogAction.VERIFY)
    assert notes(log) == ["whole"]


def test_that_what_was_looked_for_is_saved_and_nothing_else(log: Hand, tmp_path: Path) -> None:
    assert isinstance(log.page, LogPresenter)
    log.choose(LogField.CATEGORY, AuditCategory.LOOKED)
    names: list[str] = []
    log.page.ask_save_path = lambda name: names.append(name) or tmp_path / "log.csv"  # type: ignore[func-returns-value] # asked and answered
    log.press(LogAction.EXPORT)
    rows = list(csv.reader(io.StringIO((tmp_path / "log.csv").read_text("utf-8-sig"), newline="")))
    assert names == ["log.csv"]
    assert [name.removeprefix("head_") for name in rows[0]] == [
        "number",
        "time",
        "who",
        "what",
        "act",
        "object",
        "person",
        "session",
    ]
    acts = {"viewed", "person viewed", "revealed", "log read"}
    assert {row[4] for row in rows[1:]} <= acts
    assert {row[3] for row in rows[1:]} <= {act.replace(" ", "_") for act in acts}
    assert [str(len(rows) - 1) in note for note in notes(log)] == [True]
    assert CODE not in (tmp_path / "log.csv").read_text("utf-8")


def test_that_a_save_without_a_place_or_a_passphrase_saves_nothing(log: Hand, tmp_path: Path) -> None:
    assert isinstance(log.page, LogPresenter)
    log.press(LogAction.EXPORT)
    log.ticks.at += 61
    log.page.ask_save_path = lambda _: tmp_path / "log.csv"
    log.press(LogAction.EXPORT)
    assert log.told == ["PASS-AGAIN"]
    assert not (tmp_path / "log.csv").exists()


def test_that_the_way_back_is_the_settings(log: Hand) -> None:
    log.press("back")
    assert log.route == Settings()


def test_that_who_looked_is_told_from_the_persons_page_and_back(log: Hand) -> None:
    log.go(PersonView(log.person))
    log.press(PersonAction.ACCESS_HISTORY)
    assert log.route == AccessHistory(log.person, CODE)
    assert CODE in texts(log.screen)[0]
    assert [line.chip.text for line in lines(log) if line.chip] == ["looked"] * 4
    log.press("back")
    assert isinstance(log.route, PersonView)


def test_that_nobody_is_told_of_somebody_who_is_not_here(hand: Hand) -> None:
    hand.go(AccessHistory("nobody", "KD-9"))
    assert hand.told == ["REF-NOT-HERE"]
    with pytest.raises(Refusal):
        hand.office.open_vault.audit_log.access_history("nobody")
