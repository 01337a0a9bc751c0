"""Step one: how the abuse came to notice, what was seen and said, the harm, and the children."""

from enum import StrEnum

from dasupport.casework.edit_answer import edit_answer
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CHILDREN_ITEM
from dasupport.casework.pages import SessionPage
from dasupport.content.schema import AbuseForm, ChoiceItem, Indicator, NoticeRoute, Option
from dasupport.ui.screen.blocks import Block, Button, Card, Columns, Heading, Paragraph, Row, Screen
from dasupport.ui.screen.field_key import format_field_key
from dasupport.ui.screens.session.fields import format_citation
from dasupport.ui.screens.session.session_presenter import SessionPresenter
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class IdentifyAction(StrEnum):
    """Keys of the buttons of this screen."""

    ADD_CHILD = "add-child"


REMOVE_PREFIX = "mistaken:"


class NoticePresenter(SessionPresenter):
    """The three ways in which abuse comes to notice (K-S1-ROUTE-01 to 05)."""

    place = SessionPage.NOTICE

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.notice
        note = Slot(Kind.NOTE, "NOTICE")
        return (
            *(self._route_card(route) for route in self.pack.identify.routes),
            Card(
                (self.fields.build_text_area(note, labels.note, labels.note_hint), *self.fields.build_provenance(note)),
                key="note",
            ),
        )

    def _route_card(self, route: NoticeRoute) -> Block:
        slot = Slot(Kind.ROUTE, route.id)
        blocks: list[Block] = [self.fields.build_checkbox(slot, route.say, route.hint)]
        if self.fields.get_value(slot, "on"):
            blocks.append(self.fields.build_text_area(slot, self.pack.labels.notice.more))
            blocks.extend(self.fields.build_provenance(slot))
        blocks.append(self.fields.build_citation(route))
        return Card(tuple(blocks), key=route.id)


class SignsPresenter(SessionPresenter):
    """Indicators of use and of experience side by side: never scored, each with what was seen or heard."""

    place = SessionPage.SIGNS

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.signs
        use = [sign for sign in self.pack.identify.signs if sign.side == "use"]
        experience = [sign for sign in self.pack.identify.signs if sign.side == "experience"]
        columns = (
            (Heading(labels.use, level=2), *(self._checkbox(sign) for sign in use)),
            (Heading(labels.experience, level=2), *self._grouped_checkboxes(experience)),
        )
        marked = [sign for sign in self.pack.identify.signs if self._is_marked(sign)]
        return (
            Card((Columns(columns, key="signs"), Paragraph(format_citation(self.pack, use[0]), "source")), key="lists"),
            *((Heading(labels.what, labels.what_sub, level=2),) if marked else ()),
            *(self._sign_card(sign) for sign in marked),
        )

    def _is_marked(self, sign: Indicator) -> bool:
        return bool(self.fields.get_value(Slot(Kind.INDICATOR, sign.id), "on"))

    def _checkbox(self, sign: Indicator) -> Block:
        return self.fields.build_checkbox(Slot(Kind.INDICATOR, sign.id), sign.say)

    def _grouped_checkboxes(self, signs: list[Indicator]) -> tuple[Block, ...]:
        labels = self.pack.labels.signs
        names = {"physical": labels.physical, "emotional": labels.emotional, "social": labels.social}
        blocks: list[Block] = []
        for group, name in names.items():
            of_group = [sign for sign in signs if sign.group == group]
            if of_group:
                blocks += [Paragraph(name, "label"), *(self._checkbox(sign) for sign in of_group)]
        return tuple(blocks)

    def _sign_card(self, sign: Indicator) -> Block:
        slot = Slot(Kind.INDICATOR, sign.id)
        return Card(
            (
                Heading(sign.say, level=3),
                self.fields.build_text_area(slot, self.pack.labels.signs.words, sign.hint),
                *self.fields.build_provenance(slot),
            ),
            key=sign.id,
        )


class HarmPresenter(SessionPresenter):
    """Forms of abuse, each with who did what to whom; the relationship; the people at risk."""

    place = SessionPage.HARM

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.harm
        risks = tuple(self._risk_checkbox(line) for line in self.pack.identify.at_risk)
        half = (len(risks) + 1) // 2
        return (
            Card((Heading(labels.forms, labels.forms_sub, level=2), *self._form_blocks()), key="forms"),
            Card(
                (Heading(labels.relationship, labels.relationship_sub, level=2), self._relationship_choice()),
                key="relation",
            ),
            Card(
                (
                    Heading(labels.at_risk, labels.at_risk_sub, level=2),
                    Columns((risks[:half], risks[half:])),
                    self.fields.build_text_area(Slot(Kind.NOTE, "AT-RISK"), labels.at_risk_words),
                ),
                key="risk",
            ),
        )

    def _form_blocks(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for form in self.pack.identify.forms:
            blocks.append(self.fields.build_checkbox(Slot(Kind.FORM, form.id), form.say, form.means))
            if self.fields.get_value(Slot(Kind.FORM, form.id), "on"):
                blocks.append(self._form_card(form))
        return tuple(blocks)

    def _form_card(self, form: AbuseForm) -> Block:
        slot = Slot(Kind.FORM, form.id)
        labels = self.pack.labels.harm
        examples = " · ".join(form.examples)
        return Card(
            (
                *((Paragraph(examples, "small"),) if examples else ()),
                self.fields.build_text_area(slot, labels.who_what, labels.who_what_hint, lines=3),
                *self.fields.build_provenance(slot),
                self.fields.build_citation(form),
            ),
            "inset",
            key=form.id,
        )

    def _relationship_choice(self) -> Block:
        options = tuple(Option(line.id, line.say) for line in self.pack.identify.relations)
        slot = Slot(Kind.RELATIONSHIP, "RELATIONSHIP")
        return self.fields.build_choice(slot, "value", self.pack.labels.harm.relationship, options, quiet=True)

    def _risk_checkbox(self, line: ChoiceItem) -> Block:
        return self.fields.build_checkbox(Slot(Kind.AT_RISK, line.id), line.say, line.hint)


class ChildrenPresenter(SessionPresenter):
    """Children, each a person in their own right: always asked about, never by name (K-DEF-01, H21)."""

    place = SessionPage.CHILDREN

    def __init__(self, context: SessionContext, editor: SessionEditor) -> None:
        super().__init__(context, editor)
        self._focus_key = ""
        answers = editor.record.get_answers(Kind.CHILD)
        self._removed = {slot.part for slot, answer in answers.items() if not answer.has_content}
        """Parts of the children added by mistake: those that were blank when this page was opened, and those removed
        here.
        """

    def build_screen(self) -> Screen:
        return super().build_screen()._replace(focus=self._focus_key)

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.children
        question = self.pack.identify.children
        slot = Slot(Kind.CHILDREN, CHILDREN_ITEM)
        some = self.fields.get_text(slot, "value") == "yes"
        return (
            Card(
                (
                    self.fields.build_choice(slot, "value", question.ask, question.options),
                    self.fields.build_text_area(slot, labels.words, labels.words_hint),
                    self.fields.build_citation(question),
                ),
                key="children",
            ),
            *((*(self._child_card(part) for part in self._shown_parts()), self._add_button()) if some else ()),
        )

    def handle_press(self, key: str) -> None:
        if key == IdentifyAction.ADD_CHILD:
            number = max((int(part) for part in self._all_parts()), default=0) + 1
            slot = Slot(Kind.CHILD, "CHILD", str(number))
            label = self.pack.labels.children.child.format(number=len(self._shown_parts()) + 1)
            self.editor.commit(slot, edit_answer(self.editor.get_answer(slot), "label", label))
            self._focus_key = format_field_key(slot, "label")
        elif key.startswith(REMOVE_PREFIX):
            part = key.removeprefix(REMOVE_PREFIX)
            self._removed.add(part)
            self.editor.commit(Slot(Kind.CHILD, "CHILD", part), Answer.blank(Kind.CHILD))

    def _all_parts(self) -> list[str]:
        return [slot.part for slot in self.editor.record.get_answers(Kind.CHILD)]

    def _shown_parts(self) -> list[str]:
        return sorted((part for part in self._all_parts() if part not in self._removed), key=int)

    def _add_button(self) -> Block:
        return Row((Button(IdentifyAction.ADD_CHILD, self.pack.labels.children.add),), key="add")

    def _child_card(self, part: str) -> Block:
        slot = Slot(Kind.CHILD, "CHILD", part)
        labels = self.pack.labels.children
        words = self.pack.identify
        return Card(
            (
                Columns(
                    (
                        (self.fields.build_text_field(slot, "label", labels.label, labels.label_hint),),
                        (self.fields.build_text_field(slot, "lives_with", labels.lives_with),),
                    )
                ),
                self.fields.build_choice(slot, "age", labels.age, words.child_ages),
                self.fields.build_choice(slot, "exposure", labels.exposure, words.child_exposure),
                self.fields.build_text_area(slot, labels.child_words, labels.child_words_hint),
                *self.fields.build_provenance(slot),
                Row((Button(f"{REMOVE_PREFIX}{part}", labels.mistaken, "quiet"),)),
            ),
            key=f"child{part}",
        )
