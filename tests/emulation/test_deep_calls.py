import pytest

from emulation.deep_calls import WORDS, with_room


def depth(levels):
    """How many calls stand below the first."""
    return 1 + depth(levels - 1) if levels else 0


def test_a_function_with_room_answers_as_it_did():
    @with_room
    def told(name, *, of):
        """What it is for."""
        return f"{name} {of} {depth(500)}"

    assert told("Khối", of="thi đua") == "Khối thi đua 500"
    assert (told.__name__, told.__doc__) == ("told", "What it is for.")
    assert told.__code__.co_stacksize == WORDS


def test_a_failure_comes_through():
    @with_room
    def refuse():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        refuse()


def test_methods_have_room_too():
    class Printer:
        pages = 3

        @with_room
        def print(self, more):
            return self.pages + more

    assert Printer().print(4) == 7
