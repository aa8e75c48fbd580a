/*
 * dice.h - numbers that look thrown and fall alike on every machine.
 */
#ifndef AMB_DICE_H
#define AMB_DICE_H

#include <stdint.h>

/* dice_hash(a, b): 32 bits that two numbers stand for. */
uint32_t dice_hash(uint32_t a, uint32_t b);

/*
 * dice_place(i, n, seed): where i is in an order of 0 to n - 1 that seed
 * stands for.  0 <= i < n; each place is taken once.
 */
int dice_place(int i, int n, uint32_t seed);

#endif /* AMB_DICE_H */
