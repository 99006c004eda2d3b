"""What people are told of: as they chose for its kind, not by night, and all of it on their page.

`telling.tell` is the one door for it. Invitations, passwords and what is written about the sign-in do not
come here: nobody may choose to miss those.
"""
