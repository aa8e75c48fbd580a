/*
 * percentile.h - percentiles of measured figures.
 */
#ifndef AMB_TESTS_PERCENTILE_H
#define AMB_TESTS_PERCENTILE_H

#include <stdlib.h>

static inline int
percentile_order(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* percentile(list, n, p): p from 0 to 100; -1 of none.  Sorts the list. */
static inline double
percentile(double *list, long n, double p)
{
	qsort(list, (size_t)n, sizeof(*list), percentile_order);
	return n == 0 ? -1 : list[(long)((double)(n - 1) * p / 100)];
}

#endif /* AMB_TESTS_PERCENTILE_H */
