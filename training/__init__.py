"""How the weights are made: corpora, training, export, evaluation. Not shipped in the wheel."""
