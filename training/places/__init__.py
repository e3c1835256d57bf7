"""The place tables (cities, regions) made from GeoNames."""
