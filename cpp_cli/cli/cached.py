"""What is found out once, when it is asked for: as `functools` has it, without that import."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property as cached_property
else:

    class cached_property:  # the name that everybody knows
        """A property that is worked out once, and kept where other attributes are."""

        def __init__(self, find):
            self._find = find
            self.__doc__ = find.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, it, owner=None):
            if it is None:
                return self
            found = it.__dict__[self._name] = self._find(it)
            return found
