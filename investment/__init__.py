"""What empowers people: the five investments, payments and expenses, confidence and skills."""
