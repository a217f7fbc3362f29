"""The exercise drawn for this product: six steps for every rung, and where the sensor goes."""
