from awards.models.ballot import Ballot, BallotEvent, BoardMember, Elector, Option
from awards.models.catalogue import Award, AwardRule, RuleSet
from awards.models.honours import Discipline, Hold, Honour, Initiative, Recipient, RecipientEvent, YearRecord
from awards.models.kinds import Basis, Rating, RecipientKind, Scope
from awards.models.proposals import Nominee, ProposedAward

__all__ = [
    "Award",
    "AwardRule",
    "Ballot",
    "BallotEvent",
    "Basis",
    "BoardMember",
    "Discipline",
    "Elector",
    "Hold",
    "Honour",
    "Initiative",
    "Nominee",
    "Option",
    "ProposedAward",
    "Rating",
    "Recipient",
    "RecipientEvent",
    "RecipientKind",
    "RuleSet",
    "Scope",
    "YearRecord",
]
