"""Step four, first page: matching services with reasons, and four kinds of referral that are refused."""

from dataclasses import replace
from enum import StrEnum

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach
from dasupport.casework.concerns import Concern, find_concerns
from dasupport.casework.details import ReferralDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.referral_rules import find_refusal, fold_name
from dasupport.casework.service_match import Audience, ServiceMatch, ServiceNeed
from dasupport.casework.steps import OTHER_SERVICE, REFERRAL_NOTE
from dasupport.content.schema import Service
from dasupport.ui.screen.blocks import Block, Button, Card, Checkbox, Heading, Note, Paragraph, Row, Screen
from dasupport.ui.screen.field_key import format_field_key
from dasupport.ui.screen.intents import FieldLeft, Intent, Typed
from dasupport.ui.screen.routes import PrintSheets
from dasupport.ui.screens.directory.service_list import ServiceFilter, ServiceListField, build_service_card
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class ServicesAction(StrEnum):
    """Keys of the buttons of this screen."""

    PAPER = "paper"


REFER, REMOVE, MORE = "refer:", "remove:", "more:"
OTHER = format_field_key(Slot(Kind.NOTE, OTHER_SERVICE), "words")
KNOWN_FROM_TALK = Reach("this_talk")


class ServicesPresenter(SessionPresenter):
    """The page of services that match this person's needs; four kinds of referral are refused, with the reason."""

    place = SessionPage.SERVICES

    def __init__(self, office: SessionContext, desk: SessionEditor) -> None:
        super().__init__(office, desk)
        self._filter = ServiceFilter(office.pack, ServiceNeed())
        self._refused_other = ""
        self._expanded: set[str] = set()
        self._focus_key = ""
        """Key of the field that gets the focus after a service moved on this page; "" for none."""

    def build_screen(self) -> Screen:
        return super().build_screen()._replace(focus=self._focus_key)

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.services
        self._filter.set_default_need(initial_need(self.editor))
        found = self._filter.find_services()
        taken = [self.pack.services[id] for id in self.editor.record.referrals if id in self.pack.services]
        rest = [(service, fit) for service, fit in found if service not in taken]
        return (
            *(
                (Heading(labels.taken, level=2), *(self._service_card(service, ServiceMatch()) for service in taken))
                if taken
                else ()
            ),
            Card(self._filter.blocks(), key="filter"),
            *self._filter.build_list(rest, self._service_card),
            self._other_service_card(),
            self._refused_card(),
            Row((Button(ServicesAction.PAPER, labels.paper, "plain", icon="paper"),), key="paper"),
        )

    def handle(self, intent: Intent) -> None:
        self._focus_key = ""
        if self._filter.apply_intent(intent):
            return
        if isinstance(intent, Typed | FieldLeft) and intent.key == OTHER and self._refusal_reason(intent.text):
            self._refused_other = intent.text
            return
        if intent.key == OTHER:
            self._refused_other = ""
        super().handle(intent)

    def handle_press(self, key: str) -> None:
        if key.startswith(REFER):
            service = key.removeprefix(REFER)
            slot = Slot(Kind.REFERRAL, "REFERRAL", service)
            detail = ReferralDetail(service=service, state="drafted")
            self.editor.commit(slot, Answer(detail=detail))
            self._focus_key = format_field_key(slot, "explained")
        elif key.startswith(REMOVE):
            self.editor.commit(Slot(Kind.REFERRAL, "REFERRAL", key.removeprefix(REMOVE)), Answer.blank(Kind.REFERRAL))
            self._focus_key = ServiceListField.SEARCH
        elif key.startswith(MORE):
            self._expanded ^= {key.removeprefix(MORE)}
        elif key == ServicesAction.PAPER:
            self.editor.commit_drafts()
            self.context.go(PrintSheets(self.editor.record.session.id, SessionPage.SERVICES))

    def save_answer(self, slot: Slot, aspect: str, answer: Answer) -> Answer:
        """Return a referral with its reach set: known to the person only if it was explained to them.

        When the number is marked as checked, the date becomes today.
        """
        detail = answer.detail
        if not isinstance(detail, ReferralDetail):
            return answer
        if aspect == "number_checked":
            detail = replace(detail, number_checked=self.context.today if detail.number_checked else None)
        return replace(answer, detail=detail, reach=KNOWN_FROM_TALK if detail.explained else CONFIDENTIAL)

    def _service_card(self, service: Service, fit: ServiceMatch) -> Block:
        slot = Slot(Kind.REFERRAL, "REFERRAL", service.id)
        chosen = service.id in self.editor.record.referrals
        reasons, whole = self._filter.describe_match(service, fit), service.id in self._expanded
        blocks = list(build_service_card(self.pack, service, reasons, self.context.today, whole=whole))
        labels = self.pack.labels.services
        more = Button(f"{MORE}{service.id}", labels.less if whole else labels.more, "quiet")
        if chosen:
            blocks.extend((Row((more,)), *self._referral_blocks(slot, service)))
        else:
            blocks.append(Row((more, Button(f"{REFER}{service.id}", labels.refer)), ends=True))
        return Card(tuple(blocks), key=service.id)

    def _referral_blocks(self, slot: Slot, service: Service) -> tuple[Block, ...]:
        labels = self.pack.labels.services
        note = Slot(Kind.NOTE, REFERRAL_NOTE, service.id)
        checked = self.fields.get_value(slot, "number_checked") == self.context.today
        explained = bool(self.fields.get_value(slot, "explained"))
        number = self._checkbox(slot, "number_checked", labels.checked, labels.checked_hint, on=checked)
        return (
            Note("care", labels.happens, f"{service.what_happens} {service.who_is_contacted}".strip(), key="happens"),
            self._checkbox(slot, "explained", labels.explained, labels.explained_hint, on=explained),
            *(() if service.steady else (number,)),
            self.fields.build_choice(slot, "state", labels.state, self.pack.refer.steps),
            self.fields.build_text_area(note, labels.words),
            *(self.fields.build_provenance(note) if self.fields.get_text(note, "words") else ()),
            Row((Button(f"{REMOVE}{service.id}", labels.remove, "quiet"),)),
        )

    def _checkbox(self, slot: Slot, aspect: str, label: str, hint: str, *, on: bool) -> Block:
        return Checkbox(format_field_key(slot, aspect), label, on, hint)

    def _other_service_card(self) -> Block:
        """Return the card for a service that the directory lacks: saved as words, unless it is one of the refused
        four.
        """
        labels = self.pack.labels.services
        slot = Slot(Kind.NOTE, OTHER_SERVICE)
        box = self.fields.build_text_area(slot, labels.other, labels.other_hint)
        if self._refused_other:
            box = box._replace(text=self._refused_other, fault=self._refusal_reason(self._refused_other))
        known = (
            self.fields.build_provenance(slot)
            if self.fields.get_text(slot, "words") and not self._refused_other
            else ()
        )
        return Card((box, *known), key="other")

    def _refusal_reason(self, text: str) -> str:
        """Return the reason why a service of this name is refused; "" if it is not."""
        aliases = {item.id: (item.name, *item.also) for item in self.pack.refer.refused}
        found = find_refusal(text, aliases) if fold_name(text) else None
        return next((item.why for item in self.pack.refer.refused if item.id == found), "")

    def _refused_card(self) -> Block:
        """Return the card of the four referrals that are refused, each with its reason."""
        labels = self.pack.labels.services
        rows = (
            Paragraph(labels.fact.format(name=item.name, text=item.why), "small") for item in self.pack.refer.refused
        )
        source = self.fields.build_citation(self.pack.refer.refused[0])
        return Card((Heading(labels.not_these, level=2), *rows, source), "stop", key="refused")


def initial_need(editor: SessionEditor) -> ServiceNeed:
    """Return the need to search for at first: what the record says of audience, area and needs."""
    presenting = editor.record.presenting
    audience = "" if presenting is Presenting.NOT_CLEAR else Audience(presenting).value
    needs = {"stalking"} if Concern.STALKING in find_concerns(editor.record) else set()
    return ServiceNeed(audience=audience, area=editor.record.person.area, needs=frozenset(needs))
