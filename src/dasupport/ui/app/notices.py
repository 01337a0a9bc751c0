"""Notices over any page, locked or unlocked: the emergency card, and a refusal."""

from dasupport.refusal import Refusal
from dasupport.ui.app.context import AppContext
from dasupport.ui.app.preferences import Preferences
from dasupport.ui.app.state import StateMachine
from dasupport.ui.screens.overlay.emergency import EmergencyPresenter
from dasupport.ui.screens.overlay.refusal import RefusalPresenter
from dasupport.ui.window.main_window import MainWindow


class NoticeController:
    """Shows notices. Where others may see the screen, it says nothing about the purpose of the program."""

    def __init__(self, window: MainWindow, context: AppContext, preferences: Preferences, states: StateMachine) -> None:
        self._window = window
        self._context = context
        self._preferences = preferences
        self._states = states

    def show_emergency(self) -> None:
        """Show the emergency card, from any page; facing the person or covered, only its plain lines."""
        plain = self._states.is_seen_by_others
        first, organisation = self._context.lock_screen_pack, self._preferences.current.organisation
        self._window.show_overlay(
            lambda close: EmergencyPresenter(first, organisation, close, plain=plain), middle=True
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refusal and what to do next; nothing is shown while facing the person, or covered."""
        if self._states.is_seen_by_others:
            return
        first = self._context.lock_screen_pack
        number = first.window.fault.format(number=refusal.number) if refusal.number else ""
        say, do = self._context.vault_access.refusal_sentence(refusal.item)
        self._window.show_overlay(lambda close: RefusalPresenter(say, do, number, first.card.close, close), middle=True)
