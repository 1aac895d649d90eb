"""The three-year story: a region, a municipality, six schools, and every version through all of them."""
