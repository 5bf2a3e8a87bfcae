"""A constraint that Django has no word for: once a row has left its draft, some of its fields never change.

The database itself refuses, by a trigger, whoever asks; so what a group approved is what stays on record.
"""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

SQLITE = """CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s FOR EACH ROW
WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR %(changed)s)
BEGIN SELECT RAISE(ABORT, '%(refusal)s'); END"""

# The comparison stands in the function: PostgreSQL will not alter a column that a trigger itself names.
POSTGRESQL = """CREATE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF OLD.state <> 'draft' AND (NEW.state = 'draft' OR %(changed)s) THEN
  RAISE EXCEPTION '%(refusal)s' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW; END $$;
CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(name)s()"""

CREATE = {"sqlite": (SQLITE, "IS NOT"), "postgresql": (POSTGRESQL, "IS DISTINCT FROM")}
REMOVE = {
    "sqlite": "DROP TRIGGER %(name)s",
    "postgresql": "DROP TRIGGER %(name)s ON %(table)s; DROP FUNCTION %(name)s()",
}


class FrozenAfterDraft(models.BaseConstraint):
    """Fields of a row with a `state` that stay as they are once it is no longer "draft", which never comes back.

    Breaking it raises IntegrityError.
    """

    def __init__(self, *, name: str, fields: tuple[str, ...]) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """A trigger stands beside its table, so it is made right after it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        template, differs = CREATE[schema_editor.connection.vendor]
        columns = [schema_editor.quote_name(model._meta.get_field(field).column) for field in self.fields]
        return self._statement(
            template,
            model,
            schema_editor,
            changed=" OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns),
            refusal=self.name,
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(REMOVE[schema_editor.connection.vendor], model, schema_editor)

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Forms never offer a frozen row; the database has the last word."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "fields": self.fields}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrozenAfterDraft) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.fields))

    def _statement(
        self, template: str, model: Any, schema_editor: BaseDatabaseSchemaEditor, **parts: str
    ) -> Statement:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(template, table=table, name=schema_editor.quote_name(self.name), **parts)
