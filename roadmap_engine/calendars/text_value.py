"""Values written as one short text: a span, a school year, a date without its year.

Such a value is a frozen dataclass that prints itself with `str()` and reads itself with `parse()`.
In a model it stands as that text, in YAML and JSON Schema alike.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticSerializationUnexpectedValue, core_schema

__all__ = ["TextValue"]


class TextValue:
    """Base of values that a model field holds as text."""

    __slots__ = ()

    PATTERN: ClassVar[str] = ""
    WRITTEN: ClassVar[str] = ""
    SAYS: ClassVar[str] = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the value from its text; ValueError when the text is something else."""
        raise NotImplementedError

    @classmethod
    def _admit(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        # A bare YAML date and a bare number arrive already read: their text is what the author wrote.
        if isinstance(value, (str, dt.date)) or (isinstance(value, int) and not isinstance(value, bool)):
            return cls.parse(str(value))
        raise ValueError(f"a text such as {cls.SAYS} is needed")

    @classmethod
    def _print(cls, value: object) -> str:
        # In a union the next member is tried only when this one refuses.
        if not isinstance(value, cls):
            raise PydanticSerializationUnexpectedValue(f"no {cls.__name__}")
        return str(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._admit, serialization=core_schema.plain_serializer_function_ser_schema(cls._print)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        drawn: JsonSchemaValue = {"type": "string", "pattern": cls.PATTERN, "description": cls.SAYS}
        if cls.WRITTEN and handler.mode == "validation":
            # What people may write as well; programs write only the first.
            drawn["anyOf"] = [{"pattern": drawn.pop("pattern")}, {"pattern": cls.WRITTEN}]
        return drawn
