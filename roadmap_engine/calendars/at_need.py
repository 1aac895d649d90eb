"""A part of a text whose schema is made when a text first has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, SerializationInfo, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

__all__ = ["AtNeed"]


@dataclass(frozen=True, slots=True)
class AtNeed:
    """Says of a type with many shapes that whatever holds it costs nothing of them until it has one.

    pydantic would draw all shapes anew into every type that holds them, whenever the program starts.

    Attributes:
        adapter: gives what validates and writes a value; it is asked when there is one.
        kinds: what a value is that was made already, and is taken as it is.
    """

    adapter: Callable[[], TypeAdapter[Any]]
    kinds: tuple[type, ...]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(self._write, info_arg=True)
        return core_schema.no_info_plain_validator_function(self._read, serialization=written)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(self.adapter().core_schema)

    def _read(self, value: Any) -> Any:
        return value if isinstance(value, self.kinds) else self.adapter().validate_python(value)

    def _write(self, value: Any, info: SerializationInfo) -> Any:
        return self.adapter().dump_python(
            value,
            mode="json" if info.mode_is_json() else "python",
            exclude_none=info.exclude_none,
            exclude_defaults=info.exclude_defaults,
        )
