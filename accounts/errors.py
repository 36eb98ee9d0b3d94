"""Why a service of the people refused; the text is a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _


class AccountsError(Exception):
    """A rule said no. `str()` is what the page shows."""

    sentence = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else str(self.sentence)


class NotAllowed(AccountsError):
    sentence = _("You may not do this for this person or unit.")


class AddressTaken(AccountsError):
    sentence = _("This address cannot be used.")


class NumberTaken(AccountsError):
    sentence = _("This employee number is in use already.")


class NoWayIn(AccountsError):
    sentence = _("A person needs an e-mail address or an employee number to sign in.")


class InvitationClosed(AccountsError):
    sentence = _("This invitation was used, withdrawn or has ended. Ask for a new one.")


class AlreadyHere(AccountsError):
    sentence = _("You have an account already. Sign in, then open the invitation again.")


class ForSomebodyElse(AccountsError):
    sentence = _("This invitation is for somebody else. Sign out to use it.")


class LinkClosed(AccountsError):
    sentence = _("This link was used or has ended. Ask for a new one.")


class AlreadyHeld(AccountsError):
    sentence = _("The person holds this role at this unit already.")


class LastAdmin(AccountsError):
    sentence = _("Nobody else is administrator of the whole organisation. Name another one first.")


class UnitInUse(AccountsError):
    sentence = _("People work here or there are units below it. Move them first.")


class UnitMisplaced(AccountsError):
    sentence = _("A unit cannot be moved below itself, and a team holds no vendor.")
