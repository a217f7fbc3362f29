"""What a person is asked after the training."""
