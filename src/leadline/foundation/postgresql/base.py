"""Django's engine for PostgreSQL, quicker where the server would make too much of a statement."""

from django.db.backends.postgresql.base import DatabaseWrapper as Wrapper


class DatabaseWrapper(Wrapper):
    """Connections without compilation.

    A page asks statements that PostgreSQL believes to be dear and that take milliseconds; to compile one takes seconds.
    """

    def init_connection_state(self) -> None:
        super().init_connection_state()
        # Said here and not at the start of the connection, since poolers refuse options there.
        self.connection.execute("SET jit = off")
