"""What a layer says of one field under `allow:`: free, locked, adjustable one way, locked from a time on.

There is no clock: a text counts as of its own day (`dated_on`), so that what was adopted before a lock begins
stays as it is.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self, assert_never

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from roadmap_engine.calendars.days import parse_day
from roadmap_engine.calendars.text_value import TextValue
from roadmap_engine.model.base import Frozen
from roadmap_engine.model.versions import version_key

__all__ = ["Granted", "LockStart", "OfDeadline", "OfList", "Permit", "Plain"]


_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}", re.ASCII)


class Permit(enum.StrEnum):
    """What may be done to a field, from the mildest to the strictest."""

    FREE = "free"
    ADDED = "added"
    EARLIER = "earlier"
    LOCKED = "locked"

    @property
    def strictness(self) -> int:
        """Tell how strict it is: 0 free, 1 adjustable, 2 locked.

        >>> [permit.strictness for permit in Permit]
        [0, 1, 1, 2]
        """
        match self:
            case Permit.FREE:
                return 0
            case Permit.ADDED | Permit.EARLIER:
                return 1
            case Permit.LOCKED:
                return 2
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class LockStart(TextValue):
    """The day or the version that a lock holds from.

    >>> str(LockStart.parse("2027-01-01")), LockStart.parse("2.0.0").version
    ('2027-01-01', '2.0.0')
    """

    day: dt.date | None = None
    version: str = ""

    PATTERN: ClassVar[str] = r"^(\d{4}-\d{2}-\d{2}|\d+\.\d+\.\d+)$"
    SAYS: ClassVar[str] = "2027-01-01"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2027-01-01», «01.01.2027» or «2.0.0»; what could be a day of some year is no version."""
        if _DAY.fullmatch(text.strip()) is None and re.fullmatch(r"\d+\.\d+\.\d+", text.strip(), re.ASCII):
            return cls(version=text.strip())
        return cls(day=parse_day(text))

    def __str__(self) -> str:
        return self.version if self.day is None else self.day.isoformat()

    @property
    def said(self) -> dt.date | str:
        """The day, to be printed as days are, or the version."""
        return self.day or self.version


@dataclass(frozen=True, slots=True)
class Granted:
    """What is said of one field.

    Attributes:
        permit: what may be done to it; where a lock holds from some time on, what may be done until then.
        lock: when that is.
    """

    permit: Permit
    lock: LockStart | None = None

    def in_version(self, version: str) -> Granted:
        """Give what a text says in one of its versions, where a lock is to hold from one on."""
        since = self.lock.version if self.lock is not None else ""
        held = bool(since) and version_key(version) >= version_key(since)
        return Granted(Permit.LOCKED, self.lock) if held else self

    def on(self, day: dt.date | None) -> Permit:
        """Give what may be done in a text of a day; one of no day is of all days to come, too."""
        start = self.lock.day if self.lock is not None else None
        return Permit.LOCKED if start is not None and (day is None or day >= start) else self.permit

    def loosens(self, above: Granted) -> bool:
        """Tell whether it is milder than what a text above says, at any time.

        Versions of two texts have nothing to do with each other, nor have versions and days: of two locks
        that cannot be compared neither is milder.
        """
        if self.permit.strictness < above.permit.strictness:
            return True
        if above.lock is None or self.permit is Permit.LOCKED:
            return False
        if self.lock is None:
            return True
        mine, theirs = self.lock.day, above.lock.day
        return mine is not None and theirs is not None and mine > theirs

    def __str__(self) -> str:
        """Print it as it is written.

        >>> str(Granted(Permit.EARLIER, LockStart.parse("2.0.0")))
        '{adjustable: earlier, locked: {from: 2.0.0}}'
        """
        adjustable = [f"adjustable: {self.permit}"] if self.permit.strictness == 1 else []
        lock = [f"locked: {{from: {self.lock}}}"] if self.lock is not None else []
        return f"{{{', '.join((*adjustable, *lock))}}}" if adjustable or lock else self.permit


_Whole = Literal["locked", "free"]


class _From(Frozen):
    start: LockStart = Field(alias="from")


class _Locked(Frozen):
    locked: _From


class _Earlier(Frozen):
    adjustable: Literal["earlier"]
    locked: _From | None = None


class _Added(Frozen):
    adjustable: Literal["added"]
    locked: _From | None = None


def _reader(*permits: Permit) -> Any:
    """Read a permission of those; a mapping says a direction, the start of a lock, or both."""

    def read(value: Any) -> Granted | None:
        if value is None or isinstance(value, Granted):
            return value
        lock = None
        if isinstance(value, dict) and value and value.keys() <= {"adjustable", "locked"}:
            value, later = value.get("adjustable", "free"), value.get("locked")
            if later is not None:
                if not isinstance(later, dict) or later.keys() != {"from"}:
                    raise PydanticKnownError("literal_error", {"expected": "{from: 2027-01-01}"})
                lock = LockStart.parse(str(later["from"]))
        if value not in [*permits]:
            raise PydanticKnownError("literal_error", {"expected": " ".join(f"'{each}'" for each in permits)})
        return Granted(Permit(value), lock)

    return read


Plain = Annotated[
    Granted | None,
    BeforeValidator(_reader(Permit.LOCKED, Permit.FREE), json_schema_input_type=_Whole | _Locked | None),
]
"""Of a thing that can only be left as it is or not."""
OfDeadline = Annotated[
    Granted | None,
    BeforeValidator(
        _reader(Permit.LOCKED, Permit.EARLIER, Permit.FREE),
        json_schema_input_type=_Whole | _Locked | _Earlier | None,
    ),
]
OfList = Annotated[
    Granted | None,
    BeforeValidator(
        _reader(Permit.LOCKED, Permit.ADDED, Permit.FREE),
        json_schema_input_type=_Whole | _Locked | _Added | None,
    ),
]
