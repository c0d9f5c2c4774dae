"""The operations of the interface, one module for each noun.

They do without postponed annotations: django-ninja reads the types of an operation's arguments.
"""
