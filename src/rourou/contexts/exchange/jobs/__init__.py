"""Jobs of the exchange, and the invented people that the demo and `rourou simulate` are made of."""
