"""How the pages of this app are used, in the words of their buttons; by the name of the address."""

from django.utils.translation import gettext_lazy as _

from emulation import how_to
from emulation.how_to import Guide

GUIDES = {
    "blocs:start": Guide(
        (
            _("What waits for you stands on top, the nearest day first. Press a line to do it."),
            _("Below it you see how far your bloc is this year."),
            _("Nothing waits? Then nothing is asked of you today."),
        )
    ),
    "blocs:overview": Guide(
        (
            _("Each line is a bloc, each column a date of the year; late ones come first."),
            _("Press a cell to open the page on which the work is done."),
            _("A letter for those who are late is ready to copy; change it as you like."),
        )
    ),
    "blocs:bloc": Guide(
        (
            _("Choose a bloc to see its years, its members and who led when."),
            _("“New season” begins the next year with last year's members and a suggested leader."),
        ),
        ("khoi-thi-dua", "cum-thi-dua"),
    ),
    "blocs:season": Guide(
        (
            _("The line on top shows how far the year is; the card below says what is still missing."),
            _("Press “Put this right” beside what is missing; the season moves on once nothing is."),
            _("Dates, papers and movements of the year stand at the side."),
        ),
        ("khoi-truong", "khoi-pho", "don-vi-thanh-vien"),
    ),
    "blocs:season-dates": Guide(
        (
            _("Choose a milestone below, write its day and why it moves; everybody sees the reason."),
            _("A date cannot come before its predecessor: move that one first."),
            _("Press “Done today” when the work is done."),
        )
    ),
    "blocs:season-leaders": Guide(
        (
            _("Name the leader, the acting leader or a deputy with the day from which they serve."),
            _("Rights follow from that day by themselves; nothing else is to be entered."),
        ),
        ("khoi-truong", "khoi-pho"),
    ),
    "blocs:handover": Guide(
        (
            _("Prepare the handover: open work and papers come in by themselves. Add what is missing."),
            _("Both heads confirm the list; after the first confirmation it does not change any more."),
            _("Then print the minutes. The rights move at midnight of the day of the handover."),
        ),
        ("bien-ban", "khoi-truong"),
    ),
    "blocs:calendar": Guide(
        (
            _("Choose a year and a bloc to see its dates month by month."),
            _("“In Outlook, Google or your telephone” gives you an address for your own calendar."),
        )
    ),
    "blocs:calendar-template": Guide(
        (
            _("Write for each milestone a fixed day, or the days after another milestone, and its source."),
            _("Seasons that begin afterwards take these dates over."),
            _("For seasons that run already, look at what differs and move the dates with a reason."),
        )
    ),
    "blocs:pledge": Guide(
        (
            _("Write items and targets, then open the draft: members comment beside each line."),
            _("The leader's head settles the text. From then on it does not change and can be signed."),
            _("Each head reads the paper and signs; the board shows who is missing."),
        ),
        ("giao-uoc-thi-dua", "dang-ky-thi-dua"),
    ),
    "blocs:signing": Guide(
        (
            _("Read the paper to its end, then sign with your PIN, your token or by hand."),
            _("Who does not sign declines with a reason, which all members see."),
        ),
        ("giao-uoc-thi-dua",),
    ),
    "blocs:registration": Guide(
        (
            _("Write what your organisation promises beyond the common pledge, and the titles it hopes for."),
            _("You can change it until the text is settled."),
        ),
        ("dang-ky-thi-dua", "danh-hieu-thi-dua"),
    ),
    "blocs:movement": Guide(
        (
            _("Launch a movement with its goal, criteria and time; then ask the organisations to enrol."),
            _("Each organisation answers with its target, and gives its results half year by half year."),
            _("Who has not answered is listed and can be reminded."),
        ),
        ("phong-trao-thi-dua", "phat-dong", "so-ket", "tong-ket"),
    ),
    "blocs:report": Guide(
        (
            _("Figures of the pledge and of movements are there already; enter what was reached."),
            _("All that you type is saved by itself; you may leave and come back."),
            _("Before it is submitted, what is still missing is listed. Only the head submits."),
        ),
        ("cham-diem",),
    ),
    "blocs:score": Guide(
        (
            _("Self-scored and checked points stand side by side; where you see it otherwise, say why."),
            _("The rank follows while you type. Members see the points of others once they are published."),
        ),
        ("cham-diem", "tham-dinh"),
    ),
    "blocs:paper": Guide(
        (
            _("Find a paper by its number, its title or the code printed on it."),
            _("An issued paper does not change; a new one replaces it, and both stay visible."),
        ),
        ("to-trinh", "bien-ban"),
    ),
    "blocs:paper-format": Guide(
        (
            _("Lay a sample beside a real paper before you correct a point, and name your source."),
            _("A correction holds for papers issued from then on; issued ones stay as they are."),
        ),
    ),
    "blocs:organisation": Guide(
        (
            _("Search with or without marks; other names of an organisation are found too."),
            _("A rename or merger is entered as a change: you see what follows before it is saved."),
            _("It can be undone within a day."),
        ),
        ("tap-the",),
    ),
    "blocs:person": Guide(
        (
            _("Invite somebody by mail for a mandate; the link works once, for seven days."),
            _("KT., TM., TL. and TUQ. stand in the mandate; TUQ. needs its document and an end."),
            _("End a mandate by its last day: from the next one the person acts no more."),
        )
    ),
    "blocs:mandate": Guide(
        (
            _("Write the title as it shall stand on papers, and the first day."),
            _("KT., TM., TL. and TUQ. stand in the mandate; TUQ. needs its document and an end."),
        )
    ),
    "blocs:exchange": Guide(
        (
            _("Choose the file; what it would change and every wrong cell are shown first."),
            _("Nothing is saved before you press “Save all of it”."),
        )
    ),
    "blocs:usual-line": Guide(
        (
            _("New pledges may begin with these lines; those that were taken over before stay as they are."),
            _("Write the law or decision behind a line as its source."),
        )
    ),
    "blocs:retention": Guide(
        (
            _("Each line is a class of records: how long it is kept, by which document, and what is past."),
            _("“Draw up a list” freezes what is past its term. Nothing goes before a decision and minutes."),
            _("What an inspection or a complaint needs is put on hold; until it is lifted nothing goes."),
        )
    ),
    "blocs:disposal": Guide(
        (
            _("Print the list and have it decided on; then enter decision and minutes with their files."),
            _("An administrator who had no part in that carries it out."),
            _("List and fingerprints stay for ever; where a file was, its page names the decision."),
        )
    ),
    "blocs:glossary": Guide(
        (
            _("Type a word, with or without marks, to find a term with its meaning and article."),
            _("The “?” on other pages lead to the very term here."),
        )
    ),
    "blocs:search": Guide(
        (
            _("Type a word; organisations, people, blocs, movements and papers are looked through."),
            _("Marks do not matter: “thi dua” finds “thi đua”."),
        )
    ),
}


def register() -> None:
    how_to.register(GUIDES)
