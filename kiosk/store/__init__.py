"""The one store: the same tables and queries on a kiosk's replica and on the server."""
