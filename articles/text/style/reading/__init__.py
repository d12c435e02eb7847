"""What copy says in numbers: amounts, sums of money, shares, days and hours, read from its words. No checks."""
