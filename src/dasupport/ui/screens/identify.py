"""Step one: how the abuse came to notice, what was seen and said, the harm, and the children."""

from dasupport.casework.change import edit_answer
from dasupport.casework.entry import Answer, Kind, Slot
from dasupport.casework.owes import CHILDREN_ITEM
from dasupport.casework.steps import SessionPage
from dasupport.content.schema import AbuseForm, ChoiceItem, Indicator, NoticeRoute, Option
from dasupport.ui.blocks import Block, Button, Card, Columns, Heading, Para, Row, Screen
from dasupport.ui.desk import Desk
from dasupport.ui.office import Office
from dasupport.ui.screens.fields import cite
from dasupport.ui.screens.keys import key as key_of
from dasupport.ui.screens.session import SessionPresenter

ADD_CHILD, MISTAKEN = "add-child", "mistaken:"


class NoticePage(SessionPresenter):
    """The three ways in which abuse comes to notice (K-S1-ROUTE-01 to 05)."""

    place = SessionPage.NOTICE

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.notice
        note = Slot(Kind.NOTE, "NOTICE")
        return (
            *(self._route(route) for route in self.pack.identify.routes),
            Card((self.fields.box(note, labels.note, labels.note_hint), *self.fields.provenance(note)), key="note"),
        )

    def _route(self, route: NoticeRoute) -> Block:
        slot = Slot(Kind.ROUTE, route.id)
        blocks: list[Block] = [self.fields.tick(slot, route.say, route.hint)]
        if self.fields.value(slot, "on"):
            blocks.append(self.fields.box(slot, self.pack.labels.notice.more))
            blocks.extend(self.fields.provenance(slot))
        blocks.append(self.fields.source(route))
        return Card(tuple(blocks), key=route.id)


class SignsPage(SessionPresenter):
    """Indicators of use and of experience side by side: never scored, each with what was seen or heard."""

    place = SessionPage.SIGNS

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.signs
        use = [sign for sign in self.pack.identify.signs if sign.side == "use"]
        experience = [sign for sign in self.pack.identify.signs if sign.side == "experience"]
        columns = (
            (Heading(labels.use, level=2), *(self._tick(sign) for sign in use)),
            (Heading(labels.experience, level=2), *self._grouped(experience)),
        )
        marked = [sign for sign in self.pack.identify.signs if self._on(sign)]
        return (
            Card((Columns(columns, key="signs"), Para(cite(self.pack, use[0]), "source")), key="lists"),
            *((Heading(labels.what, labels.what_sub, level=2),) if marked else ()),
            *(self._detail(sign) for sign in marked),
        )

    def _on(self, sign: Indicator) -> bool:
        return bool(self.fields.value(Slot(Kind.INDICATOR, sign.id), "on"))

    def _tick(self, sign: Indicator) -> Block:
        return self.fields.tick(Slot(Kind.INDICATOR, sign.id), sign.say)

    def _grouped(self, signs: list[Indicator]) -> tuple[Block, ...]:
        labels = self.pack.labels.signs
        names = {"physical": labels.physical, "emotional": labels.emotional, "social": labels.social}
        blocks: list[Block] = []
        for group, name in names.items():
            of_group = [sign for sign in signs if sign.group == group]
            if of_group:
                blocks += [Para(name, "label"), *(self._tick(sign) for sign in of_group)]
        return tuple(blocks)

    def _detail(self, sign: Indicator) -> Block:
        slot = Slot(Kind.INDICATOR, sign.id)
        return Card(
            (
                Heading(sign.say, level=3),
                self.fields.box(slot, self.pack.labels.signs.words, sign.hint),
                *self.fields.provenance(slot),
            ),
            key=sign.id,
        )


class HarmPage(SessionPresenter):
    """Forms of abuse, each with who did what to whom; the relationship; the people at risk."""

    place = SessionPage.HARM

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.harm
        risks = tuple(self._risk(line) for line in self.pack.identify.at_risk)
        half = (len(risks) + 1) // 2
        return (
            Card((Heading(labels.forms, labels.forms_sub, level=2), *self._forms()), key="forms"),
            Card(
                (Heading(labels.relationship, labels.relationship_sub, level=2), self._relationship()), key="relation"
            ),
            Card(
                (
                    Heading(labels.at_risk, labels.at_risk_sub, level=2),
                    Columns((risks[:half], risks[half:])),
                    self.fields.box(Slot(Kind.NOTE, "AT-RISK"), labels.at_risk_words),
                ),
                key="risk",
            ),
        )

    def _forms(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for form in self.pack.identify.forms:
            blocks.append(self.fields.tick(Slot(Kind.FORM, form.id), form.say, form.means))
            if self.fields.value(Slot(Kind.FORM, form.id), "on"):
                blocks.append(self._form(form))
        return tuple(blocks)

    def _form(self, form: AbuseForm) -> Block:
        slot = Slot(Kind.FORM, form.id)
        labels = self.pack.labels.harm
        examples = " · ".join(form.examples)
        return Card(
            (
                *((Para(examples, "small"),) if examples else ()),
                self.fields.box(slot, labels.who_what, labels.who_what_hint, lines=3),
                *self.fields.provenance(slot),
                self.fields.source(form),
            ),
            "inset",
            key=form.id,
        )

    def _relationship(self) -> Block:
        options = tuple(Option(line.id, line.say) for line in self.pack.identify.relations)
        slot = Slot(Kind.RELATIONSHIP, "RELATIONSHIP")
        return self.fields.choice(slot, "value", self.pack.labels.harm.relationship, options, quiet=True)

    def _risk(self, line: ChoiceItem) -> Block:
        return self.fields.tick(Slot(Kind.AT_RISK, line.id), line.say, line.hint)


class ChildrenPage(SessionPresenter):
    """Children, each a person in their own right: always asked about, never by name (K-DEF-01, H21)."""

    place = SessionPage.CHILDREN

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__(office, desk)
        self._newest = ""
        answers = desk.record.get_answers(Kind.CHILD)
        self._gone = {slot.part for slot, answer in answers.items() if not answer.has_content}
        """Parts of the children added by mistake: those that were blank when this page was opened, and those removed
        here.
        """

    def screen(self) -> Screen:
        return super().screen()._replace(focus=self._newest)

    def blocks(self) -> tuple[Block, ...]:
        labels = self.pack.labels.children
        question = self.pack.identify.children
        slot = Slot(Kind.CHILDREN, CHILDREN_ITEM)
        some = self.fields.text(slot, "value") == "yes"
        return (
            Card(
                (
                    self.fields.choice(slot, "value", question.ask, question.options),
                    self.fields.box(slot, labels.words, labels.words_hint),
                    self.fields.source(question),
                ),
                key="children",
            ),
            *((*(self._child(part) for part in self._parts()), self._add()) if some else ()),
        )

    def pressed(self, key: str) -> None:
        if key == ADD_CHILD:
            number = max((int(part) for part in self._every()), default=0) + 1
            slot = Slot(Kind.CHILD, "CHILD", str(number))
            label = self.pack.labels.children.child.format(number=len(self._parts()) + 1)
            self.desk.say(slot, edit_answer(self.desk.answer(slot), "label", label))
            self._newest = key_of(slot, "label")
        elif key.startswith(MISTAKEN):
            part = key.removeprefix(MISTAKEN)
            self._gone.add(part)
            self.desk.say(Slot(Kind.CHILD, "CHILD", part), Answer.blank(Kind.CHILD))

    def _every(self) -> list[str]:
        return [slot.part for slot in self.desk.record.get_answers(Kind.CHILD)]

    def _parts(self) -> list[str]:
        return sorted((part for part in self._every() if part not in self._gone), key=int)

    def _add(self) -> Block:
        return Row((Button(ADD_CHILD, self.pack.labels.children.add),), key="add")

    def _child(self, part: str) -> Block:
        slot = Slot(Kind.CHILD, "CHILD", part)
        labels = self.pack.labels.children
        words = self.pack.identify
        return Card(
            (
                Columns(
                    (
                        (self.fields.field(slot, "label", labels.label, labels.label_hint),),
                        (self.fields.field(slot, "lives_with", labels.lives_with),),
                    )
                ),
                self.fields.choice(slot, "age", labels.age, words.child_ages),
                self.fields.choice(slot, "exposure", labels.exposure, words.child_exposure),
                self.fields.box(slot, labels.child_words, labels.child_words_hint),
                *self.fields.provenance(slot),
                Row((Button(f"{MISTAKEN}{part}", labels.mistaken, "quiet"),)),
            ),
            key=f"child{part}",
        )
