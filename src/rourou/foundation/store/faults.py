"""What can go wrong outside the program: each a sentence that says what happened and what to do next."""


class StoreError(Exception):
    """The store cannot be used as asked. Holds no password and nothing from a record."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
