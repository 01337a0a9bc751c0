"""Alembic's entry: our own connection, already keyed, inside a transaction that `migrate` began."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
